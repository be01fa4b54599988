import { createDynamodbApiKeyStore } from '../access/dynamodb-api-key-store.ts';
import { newDynamodbClient } from '../platform/aws-clients.ts';

/** The API keys in the table a function's environment names. */
export const keysFrom = ({ JOBS_TABLE }: { readonly JOBS_TABLE: string }) =>
  createDynamodbApiKeyStore({ client: newDynamodbClient(), table: JOBS_TABLE });
