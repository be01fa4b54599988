import type { RefreshScope, RefreshStatus } from '../contracts/knowledge.ts';

/** Runs of the catalogue machine. */
export interface CatalogRefreshes {
  /** Has a source refreshed; comes back at once. One that is running already takes it on when it is done. */
  start(source: string, scope: RefreshScope): Promise<void>;
}

/** How the refreshes of a source went. */
export interface RefreshStatuses {
  /** Nothing has run yet: no success, no error. */
  find(source: string): Promise<RefreshStatus>;
}
