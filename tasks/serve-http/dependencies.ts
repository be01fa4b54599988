import { ulid } from 'ulid';
import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { executionsOf } from '../../shared/adapters/aws-executions.ts';
import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { rateLimiterFrom } from '../../shared/adapters/aws-rate-limiter.ts';
import { verificationOf, verifiedQueriesFrom } from '../../shared/adapters/aws-verified-queries.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import { isoNow, systemClock } from '../../shared/http/clock.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { createVerifiedQueries } from '../../shared/retrieval/verified/verified-queries.ts';
import { readConfig } from './config.ts';
import type { Dependencies } from './operation.ts';

export function newDependencies(): Dependencies {
  const config = readConfig();
  const objects = objectsFrom(config);
  return {
    jobs: jobsFrom(config),
    rateLimiter: rateLimiterFrom(config),
    configuration: configurationFrom(config),
    objects,
    executions: executionsOf(config),
    verifiedQueries: createVerifiedQueries({
      store: verifiedQueriesFrom(config),
      verify: verificationOf(config),
      now: () => isoNow(systemClock),
    }),
    loadCatalog: createCatalogStore(objects).load,
    logger: newLogger({ task: 'serve-http' }),
    clock: systemClock,
    newId: ulid,
  };
}
