import { exportsFrom } from '../../shared/adapters/aws-exports.ts';
import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { createDynamodbBatchStore } from '../../shared/batches/dynamodb-batch-store.ts';
import { createDynamodbCountedJobs } from '../../shared/jobs/dynamodb-counted-jobs.ts';
import { createDynamodbUsageCounter } from '../../shared/jobs/dynamodb-usage-counter.ts';
import { newDynamodbClient } from '../../shared/platform/aws-clients.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';
import type { CountPorts } from './count-job.ts';

const config = readConfig();
/** Many questions of one principal may end at once, and their transactions meet at its day. */
const ATTEMPTS = 8;
const place = { client: newDynamodbClient(ATTEMPTS), table: config.JOBS_TABLE };

export const ports: CountPorts = {
  jobs: jobsFrom(config),
  exports: exportsFrom(config),
  batches: createDynamodbBatchStore(place),
  usage: createDynamodbUsageCounter(place),
  counted: createDynamodbCountedJobs(place),
};
export const logger = newLogger({ task: 'count-usage' });
