import { monotonicFactory } from 'ulid';
import { freshConfigurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { createDynamodbBatchStore } from '../../shared/batches/dynamodb-batch-store.ts';
import { createS3ObjectStreams } from '../../shared/batches/s3-object-streams.ts';
import type { ValidateBatchPorts } from '../../shared/batches/validate-batch.ts';
import { newDynamodbClient, newS3Client } from '../../shared/platform/aws-clients.ts';
import { readConfig } from './config.ts';

const config = readConfig();
const configuration = freshConfigurationFrom(config);

export const ports: ValidateBatchPorts = {
  batches: createDynamodbBatchStore({ client: newDynamodbClient(), table: config.JOBS_TABLE }),
  streams: createS3ObjectStreams({ client: newS3Client(), bucket: config.DATA_BUCKET }),
  configuration: async () => (await configuration.current()).value,
  newId: monotonicFactory(),
  now: () => new Date().toISOString(),
};
