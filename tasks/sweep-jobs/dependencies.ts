import { publisherFor } from '../../shared/adapters/aws-events.ts';
import { executionsOf } from '../../shared/adapters/aws-executions.ts';
import { exportsFrom } from '../../shared/adapters/aws-exports.ts';
import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';

const config = readConfig();

export const jobs = jobsFrom(config);
export const exports = exportsFrom(config);
export const executions = executionsOf(config);
export const exportExecutions = executionsOf({ QUESTION_MACHINE_ARN: config.EXPORT_MACHINE_ARN });
export const publish = publisherFor(config);
export const logger = newLogger({ task: 'sweep-jobs' });
