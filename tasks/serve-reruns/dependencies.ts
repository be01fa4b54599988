import { ulid } from 'ulid';
import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { executionsOf } from '../../shared/adapters/aws-executions.ts';
import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { rateLimiterFrom } from '../../shared/adapters/aws-rate-limiter.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { createDynamodbVisits } from '../../shared/jobs/dynamodb-visits.ts';
import { newDynamodbClient } from '../../shared/platform/aws-clients.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';
import type { Dependencies } from './operation.ts';

export function newDependencies(): Dependencies {
  const config = readConfig();
  return {
    jobs: jobsFrom(config),
    readVisits: createDynamodbVisits({ client: newDynamodbClient(), table: config.JOBS_TABLE }),
    evidence: objectsFrom(config),
    executions: executionsOf(config),
    rateLimiter: rateLimiterFrom(config),
    configuration: configurationFrom(config),
    logger: newLogger({ task: 'serve-reruns' }),
    clock: systemClock,
    newId: ulid,
  };
}
