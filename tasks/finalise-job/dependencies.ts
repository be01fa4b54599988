import { publisherFor } from '../../shared/adapters/aws-events.ts';
import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { createDynamodbExportStore } from '../../shared/jobs/dynamodb-export-store.ts';
import { newDynamodbClient } from '../../shared/platform/aws-clients.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';

const config = readConfig();

export const jobs = jobsFrom(config);
export const exports = createDynamodbExportStore({ client: newDynamodbClient(), table: config.JOBS_TABLE });
export const publish = publisherFor(config);
export const logger = newLogger({ task: 'finalise-job' });
