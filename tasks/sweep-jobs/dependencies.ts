import { publisherFor } from '../../shared/adapters/aws-events.ts';
import { executionsOf } from '../../shared/adapters/aws-executions.ts';
import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';

const config = readConfig();

export const jobs = jobsFrom(config);
export const executions = executionsOf(config);
export const publish = publisherFor(config);
export const logger = newLogger({ task: 'sweep-jobs' });
