/** See no-user-agent.js: nobody asks for the text. */
export const crtAvailability = { isCrtAvailable: false };
export const createDefaultUserAgentProvider = () => async () => [];
export const defaultUserAgent = createDefaultUserAgentProvider;
