import { ulid } from 'ulid';
import { freshConfigurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { createDynamodbBatchStore } from '../../shared/batches/dynamodb-batch-store.ts';
import type { OpenBatchPorts } from '../../shared/batches/open-batch.ts';
import { newDynamodbClient } from '../../shared/platform/aws-clients.ts';
import { readConfig } from './config.ts';

const config = readConfig();
const configuration = freshConfigurationFrom(config);

export const ports: OpenBatchPorts = {
  batches: createDynamodbBatchStore({ client: newDynamodbClient(), table: config.JOBS_TABLE }),
  configuration: async () => (await configuration.current()).value,
  newId: ulid,
  now: () => new Date().toISOString(),
};
