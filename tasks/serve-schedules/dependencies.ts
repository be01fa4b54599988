import { ulid } from 'ulid';
import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { rateLimiterFrom } from '../../shared/adapters/aws-rate-limiter.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { schedulerFrom, schedulesFrom } from '../../shared/schedules/aws-schedules.ts';
import { readConfig } from './config.ts';
import type { Dependencies } from './operation.ts';

export function newDependencies(): Dependencies {
  const config = readConfig();
  return {
    jobs: jobsFrom(config),
    schedules: schedulesFrom(config),
    scheduler: schedulerFrom(config),
    rateLimiter: rateLimiterFrom(config),
    configuration: configurationFrom(config),
    logger: newLogger({ task: 'serve-schedules' }),
    clock: systemClock,
    newId: ulid,
  };
}
