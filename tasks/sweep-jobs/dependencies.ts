import { publisherFor } from '../../shared/adapters/aws-events.ts';
import { executionsOf } from '../../shared/adapters/aws-executions.ts';
import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { createDynamodbExportStore } from '../../shared/jobs/dynamodb-export-store.ts';
import { newDynamodbClient } from '../../shared/platform/aws-clients.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';

const config = readConfig();

export const jobs = jobsFrom(config);
export const exports = createDynamodbExportStore({ client: newDynamodbClient(), table: config.JOBS_TABLE });
export const executions = executionsOf(config);
export const exportExecutions = executionsOf({ QUESTION_MACHINE_ARN: config.EXPORT_MACHINE_ARN });
export const publish = publisherFor(config);
export const logger = newLogger({ task: 'sweep-jobs' });
