/** Calls are signed with the role's credentials; bearer tokens (single sign-on, Bedrock API keys) are left out. */
const refuse = async () => {
  throw new Error('A bundled function signs its calls; it knows no bearer tokens.');
};

export const fromEnvSigningName = () => refuse;
export const nodeProvider = () => refuse;
