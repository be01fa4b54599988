import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import type { SummariseBatchPorts } from '../../shared/batches/answers/summarise-batch.ts';
import { createDynamodbBatchStore } from '../../shared/batches/dynamodb-batch-store.ts';
import { createS3ObjectStreams } from '../../shared/batches/s3-object-streams.ts';
import { newDynamodbClient, newS3Client } from '../../shared/platform/aws-clients.ts';
import { readConfig } from './config.ts';

const config = readConfig();

export const ports: SummariseBatchPorts = {
  batches: createDynamodbBatchStore({ client: newDynamodbClient(), table: config.JOBS_TABLE }),
  streams: createS3ObjectStreams({ client: newS3Client(), bucket: config.DATA_BUCKET }),
  objects: objectsFrom(config),
  now: () => new Date().toISOString(),
};
