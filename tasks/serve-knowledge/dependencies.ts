import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import {
  catalogRefreshesOf,
  glossaryEditsFrom,
  refreshStatusesFrom,
  relationshipEditsFrom,
} from '../../shared/adapters/aws-knowledge.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { rateLimiterFrom } from '../../shared/adapters/aws-rate-limiter.ts';
import { verificationOf, verifiedQueriesFrom } from '../../shared/adapters/aws-verified-queries.ts';
import { createCatalogStore } from '../../shared/catalog/catalog-store.ts';
import { isoNow, systemClock } from '../../shared/http/clock.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { createVerifiedQueries } from '../../shared/retrieval/verified/verified-queries.ts';
import { readConfig } from './config.ts';
import { findTables } from './find-tables.ts';
import type { Dependencies } from './operation.ts';

export function newDependencies(): Dependencies {
  const config = readConfig();
  // Which version is in use is read anew for each call: who edits wants to see what came of it.
  const catalogs = createCatalogStore(objectsFrom(config), Date.now, 0);
  return {
    rateLimiter: rateLimiterFrom(config),
    configuration: configurationFrom(config),
    loadCatalog: catalogs.load,
    loadCandidates: catalogs.candidates,
    glossary: glossaryEditsFrom(config),
    relationships: relationshipEditsFrom(config),
    refreshes: catalogRefreshesOf(config),
    refreshStatuses: refreshStatusesFrom(config),
    verifiedQueries: createVerifiedQueries({
      store: verifiedQueriesFrom(config),
      verify: verificationOf(config),
      now: () => isoNow(systemClock),
    }),
    findTables,
    logger: newLogger({ task: 'serve-knowledge' }),
    clock: systemClock,
  };
}
