import { apiKeyAuthenticator } from '../../shared/access/api-key-authenticator.ts';
import { tokenAuthenticator } from '../../shared/access/jose-token-authenticator.ts';
import { keysFrom } from '../../shared/adapters/aws-access.ts';
import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import type { Dependencies } from './authorize.ts';
import { readConfig } from './config.ts';

export function newDependencies(): Dependencies {
  const config = readConfig();
  const configuration = configurationFrom(config);
  // Read for a token only: API keys work whatever has become of the configuration.
  const readIssuer = async () => (await configuration.current()).value.access.jwt;
  return {
    authenticators: [apiKeyAuthenticator(keysFrom(config)), tokenAuthenticator(readIssuer)],
    logger: newLogger({ task: 'authorize-request' }),
  };
}
