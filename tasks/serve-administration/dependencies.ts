import { ulid } from 'ulid';
import { keysFrom, rateLimiterFrom } from '../../shared/adapters/aws-access.ts';
import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import { systemClock } from '../../shared/http/clock.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';
import type { Dependencies } from './operation.ts';

export function newDependencies(): Dependencies {
  const config = readConfig();
  return {
    keys: keysFrom(config),
    rateLimiter: rateLimiterFrom(config),
    configuration: configurationFrom(config),
    loadCatalog: createCatalogStore(objectsFrom(config)).load,
    logger: newLogger({ task: 'serve-administration' }),
    clock: systemClock,
    newId: ulid,
  };
}
