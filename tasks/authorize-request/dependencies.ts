import { apiKeyAuthenticator } from '../../shared/access/authenticator.ts';
import { createDynamodbApiKeyStore } from '../../shared/access/dynamodb-api-key-store.ts';
import { newDynamodbClient } from '../../shared/platform/aws-clients.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import type { Dependencies } from './authorize.ts';
import { readConfig } from './config.ts';

export function newDependencies(): Dependencies {
  const { JOBS_TABLE } = readConfig();
  const keys = createDynamodbApiKeyStore({ client: newDynamodbClient(), table: JOBS_TABLE });
  return {
    authenticators: [apiKeyAuthenticator(keys)],
    logger: newLogger({ task: 'authorize-request' }),
  };
}
