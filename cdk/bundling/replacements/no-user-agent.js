/** Our clients do not describe themselves (shared/platform/aws-clients.ts): nothing is put into the stack. */
export const getUserAgentPlugin = () => ({ applyToStack: () => undefined });
export const getUserAgentMiddlewareOptions = {};
export const userAgentMiddleware = () => (next) => next;
