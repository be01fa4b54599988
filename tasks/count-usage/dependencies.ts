import { exportsFrom } from '../../shared/adapters/aws-exports.ts';
import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { ledgerFrom } from '../../shared/adapters/aws-steps.ts';
import { createDynamodbBatchStore } from '../../shared/batches/dynamodb-batch-store.ts';
import { createDynamodbCountedJobs } from '../../shared/jobs/dynamodb-counted-jobs.ts';
import { newDynamodbClient } from '../../shared/platform/aws-clients.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';
import type { CountPorts } from './count-job.ts';

const config = readConfig();
const place = { client: newDynamodbClient(), table: config.JOBS_TABLE };

export const ports: CountPorts = {
  jobs: jobsFrom(config),
  exports: exportsFrom(config),
  batches: createDynamodbBatchStore(place),
  ledger: ledgerFrom(config),
  counted: createDynamodbCountedJobs(place),
};
export const logger = newLogger({ task: 'count-usage' });
