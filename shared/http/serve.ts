import { audit } from '../access/audit.ts';
import type { OperationId } from '../contracts/http/routes.ts';
import { errorFields } from '../platform/error-fields.ts';
import { addLogFields } from '../platform/log-fields.ts';
import type { Api, ServingDependencies } from './api.ts';
import { credentialOf, identifyCaller, requireRole } from './caller.ts';
import { corsHeaders, preflight } from './cors.ts';
import { AccessRefused, HttpProblem, problemResponse } from './http-problem.ts';
import type { HttpRequest } from './http-request.ts';
import type { HttpResponse } from './http-response.ts';
import type { Call, Operation } from './operation.ts';
import { parseCall } from './parse-call.ts';
import { problemFromError } from './problem-from-error.ts';
import { countCall } from './rate-limits.ts';
import { type MatchPath, type RouteMatch, selectMethod } from './router.ts';

/** A part of the API with all that answering its calls takes. */
interface Service<Id extends OperationId, Dependencies extends ServingDependencies>
  extends Pick<Api<Id, Dependencies>, 'operations'> {
  readonly dependencies: Dependencies;
  readonly matchPath: MatchPath<Id>;
}

/** What log lines say of one request, and headers its response has however it ends: filled while it is served. */
interface Trace {
  readonly requestId: string;
  readonly method: string;
  /** Only of paths we know: another may hold anything. */
  route?: string;
  path?: string;
  principalId?: string;
  credential?: string;
}

interface Served {
  readonly trace: Trace;
  headers: Readonly<Record<string, string>>;
}

/** Serves one request. Never throws: what goes wrong becomes a problem document. */
export async function serve<Id extends OperationId, Dependencies extends ServingDependencies>(
  service: Service<Id, Dependencies>,
  request: HttpRequest,
  deadline: number,
): Promise<HttpResponse> {
  const { dependencies } = service;
  const startedAt = dependencies.clock.now();
  const { requestId, method } = request;
  const served: Served = { trace: { requestId, method }, headers: {} };
  const response = await respond(service, request, deadline, served).catch((error: unknown) =>
    refuse(error, served.trace, dependencies),
  );
  const ms = dependencies.clock.now() - startedAt;
  const { status, headers: { location } = {} } = response;
  const made = jobIn(location);
  const about = { status, ms, ...(location && { location }), ...(made && { jobId: made }) };
  dependencies.logger.info('Request served', { ...served.trace, ...about });
  const headers = { ...served.headers, ...response.headers, ...(await cors(request, dependencies)) };
  return { ...response, headers };
}

async function respond<Id extends OperationId, Dependencies extends ServingDependencies>(
  { matchPath, operations, dependencies }: Service<Id, Dependencies>,
  request: HttpRequest,
  deadline: number,
  served: Served,
): Promise<HttpResponse> {
  const matches = matchPath(request.path);
  if (request.method === 'OPTIONS') return preflight(matches);
  const match = selectMethod(matches, request.method);
  Object.assign(served.trace, { route: match.route.path, path: request.path });
  addLogFields({ jobId: jobIn(request.path) });
  const principal = await admit(match, request, dependencies, served);
  const call = { ...parseCall(match, request), principal, request, deadline, who: served.trace };
  // The call was parsed by the schemas of the very route whose operation this is.
  const operation: Operation<Id, Dependencies> = operations[match.operationId];
  return operation(call as Call<Id>, dependencies);
}

/** The id of the job that an address of ours is about. */
const jobIn = (address?: string) =>
  /\/v1\/(?:questions|exports|batches)\/(\w{26})(?:\/|$)/.exec(address ?? '')?.[1];

/** Who calls, once role and rate are found good; undefined where anybody may. */
async function admit(
  { route, operationId }: RouteMatch,
  { authorizer }: HttpRequest,
  dependencies: ServingDependencies,
  served: Served,
) {
  const principal = identifyCaller(route.access, authorizer);
  if (!principal) return undefined;
  served.trace.principalId = principal.id;
  const credential = credentialOf(authorizer);
  if (credential !== undefined) served.trace.credential = credential;
  requireRole(route.access, principal);
  served.headers = await countCall(operationId, principal, dependencies);
  audit(dependencies.logger, 'Allowed', served.trace);
  return principal;
}

function refuse(error: unknown, trace: Trace, { logger }: Pick<ServingDependencies, 'logger'>): HttpResponse {
  if (error instanceof AccessRefused) audit(logger, error.code, trace);
  const { problem, headers } = problemFromError(error, trace.requestId);
  if (problem.status >= 500 && !(error instanceof HttpProblem)) {
    logger.error('Request failed', { ...trace, ...errorFields(error) });
  }
  return problemResponse(problem, headers);
}

/** Without a configuration no origin is known; the call itself is answered all the same. */
async function cors(
  request: HttpRequest,
  { configuration }: ServingDependencies,
): Promise<Record<string, string>> {
  if (request.headers.origin === undefined) return {};
  const origins = await configuration.current().then(
    ({ value }) => value.corsOrigins,
    () => [],
  );
  return corsHeaders(request, origins);
}
