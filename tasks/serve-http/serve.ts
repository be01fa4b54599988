import { audit } from '../../shared/access/audit.ts';
import { errorFields } from '../../shared/platform/error-fields.ts';
import { identifyCaller, requireRole } from './caller.ts';
import { corsHeaders, preflight } from './cors.ts';
import { AccessRefused, HttpProblem, problemResponse } from './http-problem.ts';
import type { HttpRequest } from './http-request.ts';
import type { HttpResponse } from './http-response.ts';
import type { Call, Dependencies, Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { parseCall } from './parse-call.ts';
import { problemFromError } from './problem-from-error.ts';
import { countCall } from './rate-limits.ts';
import { matchPath, type RouteMatch, selectMethod } from './router.ts';

/** What log lines say of one request, and headers its response has however it ends: filled while it is served. */
interface Trace {
  readonly requestId: string;
  readonly method: string;
  /** Only of paths we know: another may hold anything. */
  route?: string;
  path?: string;
  principalId?: string;
}

interface Served {
  readonly trace: Trace;
  headers: Readonly<Record<string, string>>;
}

/** Serves one request. Never throws: what goes wrong becomes a problem document. */
export async function serve(
  request: HttpRequest,
  dependencies: Dependencies,
  deadline: number,
): Promise<HttpResponse> {
  const startedAt = dependencies.clock.now();
  const { requestId, method } = request;
  const served: Served = { trace: { requestId, method }, headers: {} };
  const response = await respond(request, dependencies, deadline, served).catch((error: unknown) =>
    refuse(error, served.trace, dependencies),
  );
  const ms = dependencies.clock.now() - startedAt;
  dependencies.logger.info('Request served', { ...served.trace, status: response.status, ms });
  const headers = { ...served.headers, ...response.headers, ...(await cors(request, dependencies)) };
  return { ...response, headers };
}

async function respond(
  request: HttpRequest,
  dependencies: Dependencies,
  deadline: number,
  served: Served,
): Promise<HttpResponse> {
  const matches = matchPath(request.path);
  if (request.method === 'OPTIONS') return preflight(matches);
  const match = selectMethod(matches, request.method);
  Object.assign(served.trace, { route: match.route.path, path: request.path });
  const principal = await admit(match, request, dependencies, served);
  const call = { ...parseCall(match, request), principal, request, deadline, who: served.trace };
  // The call was parsed by the schemas of the very route whose operation this is.
  const operation = OPERATIONS[match.operationId] as Operation<typeof match.operationId>;
  return operation(call as Call<never>, dependencies);
}

/** Who calls, once role and rate are found good; undefined where anybody may. */
async function admit(
  { route, operationId }: RouteMatch,
  { authorizer }: HttpRequest,
  dependencies: Dependencies,
  served: Served,
) {
  const principal = identifyCaller(route.access, authorizer);
  if (!principal) return undefined;
  served.trace.principalId = principal.id;
  requireRole(route.access, principal);
  served.headers = await countCall(operationId, principal, dependencies);
  audit(dependencies.logger, 'Allowed', served.trace);
  return principal;
}

function refuse(error: unknown, trace: Trace, { logger }: Dependencies): HttpResponse {
  if (error instanceof AccessRefused) audit(logger, error.code, trace);
  const { problem, headers } = problemFromError(error, trace.requestId);
  if (problem.status >= 500 && !(error instanceof HttpProblem)) {
    logger.error('Request failed', { ...trace, ...errorFields(error) });
  }
  return problemResponse(problem, headers);
}

/** Without a configuration no origin is known; the call itself is answered all the same. */
async function cors(request: HttpRequest, { configuration }: Dependencies): Promise<Record<string, string>> {
  if (request.headers.origin === undefined) return {};
  const origins = await configuration.current().then(
    ({ value }) => value.corsOrigins,
    () => [],
  );
  return corsHeaders(request, origins);
}
