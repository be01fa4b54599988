import { createDynamodbApiKeyStore } from '../access/dynamodb-api-key-store.ts';
import { newDynamodbClient } from '../platform/aws-clients.ts';

interface JobsTable {
  readonly JOBS_TABLE: string;
}

/** The API keys in the table a function's environment names. */
export const keysFrom = ({ JOBS_TABLE }: JobsTable) =>
  createDynamodbApiKeyStore({ client: newDynamodbClient(), table: JOBS_TABLE });
