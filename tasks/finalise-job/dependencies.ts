import { publisherFor } from '../../shared/adapters/aws-events.ts';
import { exportsFrom } from '../../shared/adapters/aws-exports.ts';
import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { catalogRefreshesOf, refreshLeasesFrom } from '../../shared/adapters/aws-knowledge.ts';
import { verifiedQueriesFrom } from '../../shared/adapters/aws-verified-queries.ts';
import { createDynamodbBatchStore } from '../../shared/batches/dynamodb-batch-store.ts';
import type { Publish } from '../../shared/notifications/eventbridge-publisher.ts';
import { newDynamodbClient } from '../../shared/platform/aws-clients.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { schedulesFrom } from '../../shared/schedules/aws-schedules.ts';
import { readConfig } from './config.ts';
import type { EndingPorts } from './end-what-it-began.ts';

const config = readConfig();

export const ports: EndingPorts & { readonly publish: Publish } = {
  jobs: jobsFrom(config),
  exports: exportsFrom(config),
  batches: createDynamodbBatchStore({ client: newDynamodbClient(), table: config.JOBS_TABLE }),
  schedules: schedulesFrom(config),
  verifiedQueries: verifiedQueriesFrom(config),
  leases: refreshLeasesFrom(config),
  refreshes: catalogRefreshesOf(config),
  publish: publisherFor(config),
};
export const logger = newLogger({ task: 'finalise-job' });
