import { publisherFor } from '../../shared/adapters/aws-events.ts';
import { createS3MultipartStore } from '../../shared/exports/s3-multipart-store.ts';
import { createSqsExportQueue } from '../../shared/exports/sqs-export-queue.ts';
import { createDynamodbExportStore } from '../../shared/jobs/dynamodb-export-store.ts';
import { newDynamodbClient, newS3Client, newSqsClient } from '../../shared/platform/aws-clients.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';

const config = readConfig();

export const exports = createDynamodbExportStore({ client: newDynamodbClient(), table: config.JOBS_TABLE });
export const store = createS3MultipartStore({ client: newS3Client(), bucket: config.DATA_BUCKET });
/** Where the messages lie afterwards, for a person to look at and to redrive. */
export const letters = createSqsExportQueue({ client: newSqsClient(), url: config.EXPORT_LETTERS_QUEUE_URL });
export const publish = publisherFor(config);
export const logger = newLogger({ task: 'fail-export' });
