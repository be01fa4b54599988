import { publisherFor } from '../../shared/adapters/aws-events.ts';
import { exportsFrom } from '../../shared/adapters/aws-exports.ts';
import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { createDynamodbBatchStore } from '../../shared/batches/dynamodb-batch-store.ts';
import { newDynamodbClient } from '../../shared/platform/aws-clients.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';

const config = readConfig();

export const jobs = jobsFrom(config);
export const batches = createDynamodbBatchStore({ client: newDynamodbClient(), table: config.JOBS_TABLE });
export const exports = exportsFrom(config);
export const publish = publisherFor(config);
export const logger = newLogger({ task: 'finalise-job' });
