import { apiKeyAuthenticator } from '../../shared/access/authenticator.ts';
import { keysFrom } from '../../shared/adapters/aws-api-keys.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import type { Dependencies } from './authorize.ts';
import { readConfig } from './config.ts';

export function newDependencies(): Dependencies {
  return {
    authenticators: [apiKeyAuthenticator(keysFrom(readConfig()))],
    logger: newLogger({ task: 'authorize-request' }),
  };
}
