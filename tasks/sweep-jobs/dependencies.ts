import { publisherFor } from '../../shared/adapters/aws-events.ts';
import { executionStatusFrom, executionsOf } from '../../shared/adapters/aws-executions.ts';
import { exportsFrom } from '../../shared/adapters/aws-exports.ts';
import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { catalogRefreshesOf, refreshLeasesFrom } from '../../shared/adapters/aws-knowledge.ts';
import { createDynamodbBatchStore } from '../../shared/batches/dynamodb-batch-store.ts';
import { newDynamodbClient } from '../../shared/platform/aws-clients.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { schedulesFrom } from '../../shared/schedules/aws-schedules.ts';
import { readConfig } from './config.ts';
import type { SweepingPorts } from './sweeps.ts';

const config = readConfig();

export const ports: SweepingPorts = {
  jobs: jobsFrom(config),
  executions: executionsOf(config),
  exports: exportsFrom(config),
  exportExecutions: executionsOf({ QUESTION_MACHINE_ARN: config.EXPORT_MACHINE_ARN }),
  batches: createDynamodbBatchStore({ client: newDynamodbClient(), table: config.JOBS_TABLE }),
  schedules: schedulesFrom(config),
  leases: refreshLeasesFrom(config),
  refreshes: catalogRefreshesOf(config),
  statusOf: executionStatusFrom(),
};
export const publish = publisherFor(config);
export const logger = newLogger({ task: 'sweep-jobs' });
