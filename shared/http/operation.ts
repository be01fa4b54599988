import type * as z from 'zod';
import type { AuditedCall } from '../access/audit.ts';
import type { OperationId, ROUTES } from '../contracts/http/routes.ts';
import type { Principal } from '../contracts/principal.ts';
import type { HttpRequest } from './http-request.ts';
import type { HttpResponse } from './http-response.ts';

type RouteOf<Id extends OperationId> = (typeof ROUTES)[Id];
type Part<R, Name extends string> =
  R extends Readonly<Record<Name, infer S extends z.ZodType>> ? z.output<S> : undefined;

/** One call, parsed by its route's schemas. */
export interface Call<Id extends OperationId> {
  readonly params: Part<RouteOf<Id>, 'params'>;
  readonly query: Part<RouteOf<Id>, 'query'>;
  readonly headers: Part<RouteOf<Id>, 'headers'>;
  readonly body: Part<RouteOf<Id>, 'body'>;
  readonly principal: RouteOf<Id>['access'] extends 'public' ? undefined : Principal;
  readonly request: HttpRequest;
  /** What an audit line says of this call. */
  readonly who: AuditedCall;
  /** When the answer must be on its way, in milliseconds since the epoch. */
  readonly deadline: number;
}

/** What a function does for one route; `Dependencies` are that function's own. */
export type Operation<Id extends OperationId, Dependencies> = (
  call: Call<Id>,
  dependencies: Dependencies,
) => Promise<HttpResponse>;
