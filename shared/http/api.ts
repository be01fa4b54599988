import type { RateLimiter } from '../access/rate-limiter.ts';
import type { OperationId, ROUTES } from '../contracts/http/routes.ts';
import type { ConfigurationStore } from '../platform/configuration-store.ts';
import type { Logger } from '../platform/logger.ts';
import type { Clock } from './clock.ts';
import type { Operation } from './operation.ts';

/** What serving a call takes, whatever it does. */
export interface ServingDependencies {
  readonly configuration: ConfigurationStore;
  readonly rateLimiter: RateLimiter;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** The part of the HTTP API that one function answers: its routes, and for each of them what it does. */
export interface Api<Id extends OperationId, Dependencies extends ServingDependencies> {
  readonly routes: Pick<typeof ROUTES, Id>;
  readonly operations: { readonly [Each in Id]: Operation<Each, Dependencies> };
}
