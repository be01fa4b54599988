import type * as z from 'zod';
import type { ApiKeyStore } from '../../shared/access/api-key-store.ts';
import type { AuditedCall } from '../../shared/access/audit.ts';
import type { RateLimiter } from '../../shared/access/rate-limiter.ts';
import type { Catalog } from '../../shared/contracts/catalog.ts';
import type { OperationId, ROUTES } from '../../shared/contracts/http/routes.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import type { Executions } from '../../shared/jobs/executions.ts';
import type { JobStore } from '../../shared/jobs/job-store.ts';
import type { ConfigurationStore } from '../../shared/platform/configuration-store.ts';
import type { Logger } from '../../shared/platform/logger.ts';
import type { ObjectStore } from '../../shared/platform/object-store.ts';
import type { Clock } from './clock.ts';
import type { HttpRequest } from './http-request.ts';
import type { HttpResponse } from './http-response.ts';

/** What the operations use; dependencies.ts makes the real ones. */
export interface Dependencies {
  readonly jobs: JobStore;
  readonly keys: ApiKeyStore;
  readonly rateLimiter: RateLimiter;
  readonly configuration: ConfigurationStore;
  readonly objects: Pick<ObjectStore, 'getRange'>;
  readonly executions: Pick<Executions, 'start' | 'stop' | 'succeedTask' | 'failTask'>;
  /** The source's catalogue; undefined until the first refresh has built it. */
  readonly loadCatalog: (source: string) => Promise<Catalog | undefined>;
  readonly logger: Logger;
  readonly clock: Clock;
  /** A new ULID. */
  readonly newId: () => string;
}

type Route<Id extends OperationId> = (typeof ROUTES)[Id];
type Part<R, Name extends string> =
  R extends Readonly<Record<Name, infer S extends z.ZodType>> ? z.output<S> : undefined;

/** One call, parsed by its route's schemas. */
export interface Call<Id extends OperationId> {
  readonly params: Part<Route<Id>, 'params'>;
  readonly query: Part<Route<Id>, 'query'>;
  readonly headers: Part<Route<Id>, 'headers'>;
  readonly body: Part<Route<Id>, 'body'>;
  readonly principal: Route<Id>['access'] extends 'public' ? undefined : Principal;
  readonly request: HttpRequest;
  /** What an audit line says of this call. */
  readonly who: AuditedCall;
  /** When the answer must be on its way, in milliseconds since the epoch. */
  readonly deadline: number;
}

export type Operation<Id extends OperationId> = (
  call: Call<Id>,
  dependencies: Dependencies,
) => Promise<HttpResponse>;
