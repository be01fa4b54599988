import { ulid } from 'ulid';
import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { newEngines } from '../../shared/adapters/aws-engines.ts';
import { publisherFor } from '../../shared/adapters/aws-events.ts';
import { createS3MultipartStore } from '../../shared/exports/s3-multipart-store.ts';
import { createSqsExportQueue } from '../../shared/exports/sqs-export-queue.ts';
import { createDynamodbExportStore } from '../../shared/jobs/dynamodb-export-store.ts';
import { newDynamodbClient, newS3Client, newSqsClient } from '../../shared/platform/aws-clients.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';
import type { WorkerPorts } from './ports.ts';

const config = readConfig();

export const ports: WorkerPorts = {
  exports: createDynamodbExportStore({ client: newDynamodbClient(), table: config.JOBS_TABLE }),
  queue: createSqsExportQueue({ client: newSqsClient(), url: config.EXPORT_QUEUE_URL }),
  store: createS3MultipartStore({ client: newS3Client(), bucket: config.DATA_BUCKET }),
  engineFor: newEngines(),
  configuration: configurationFrom(config),
  publish: publisherFor(config),
  logger: newLogger({ task: 'export-query' }),
  retentionDays: Number(config.EXPORT_RETENTION_DAYS),
  newOwner: ulid,
};
