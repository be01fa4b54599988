import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { newDatabasePing } from '../../shared/adapters/aws-database-ping.ts';
import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { rateLimiterFrom } from '../../shared/adapters/aws-rate-limiter.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';
import { createDatabaseLook } from './database-look.ts';
import type { Dependencies } from './operation.ts';

const LOOK_MS = 2_000;

export function newDependencies(): Dependencies {
  const config = readConfig();
  const logger = newLogger({ task: 'serve-health' });
  const clock = systemClock;
  return {
    jobs: jobsFrom(config),
    loadCatalog: createCatalogStore(objectsFrom(config)).load,
    databaseAnswers: createDatabaseLook({ ping: newDatabasePing(), clock, logger, withinMs: LOOK_MS }),
    rateLimiter: rateLimiterFrom(config), // counts principals' calls: the public path has none
    configuration: configurationFrom(config),
    logger,
    clock,
  };
}
