import { identifyCaller } from './caller.ts';
import { corsHeaders, preflight } from './cors.ts';
import { HttpProblem, problemResponse } from './http-problem.ts';
import type { HttpRequest } from './http-request.ts';
import type { HttpResponse } from './http-response.ts';
import type { Call, Dependencies, Operation } from './operation.ts';
import { OPERATIONS } from './operations.ts';
import { parseCall } from './parse-call.ts';
import { problemFromError } from './problem-from-error.ts';
import { matchPath, selectMethod } from './router.ts';

/** What one request's log line says beyond the request: filled while it is served. */
interface Trace {
  route?: string;
  principalId?: string;
}

/** Serves one request. Never throws: what goes wrong becomes a problem document. */
export async function serve(
  request: HttpRequest,
  dependencies: Dependencies,
  deadline: number,
): Promise<HttpResponse> {
  const startedAt = dependencies.clock.now();
  const trace: Trace = {};
  const response = await respond(request, dependencies, deadline, trace).catch((error: unknown) =>
    refuse(error, request, dependencies),
  );
  const { requestId, method } = request;
  const ms = dependencies.clock.now() - startedAt;
  dependencies.logger.info('Request served', { requestId, method, ...trace, status: response.status, ms });
  return { ...response, headers: { ...response.headers, ...(await cors(request, dependencies)) } };
}

async function respond(
  request: HttpRequest,
  dependencies: Dependencies,
  deadline: number,
  trace: Trace,
): Promise<HttpResponse> {
  const matches = matchPath(request.path);
  if (request.method === 'OPTIONS') return preflight(matches);
  const match = selectMethod(matches, request.method);
  trace.route = match.route.path;
  const principal = identifyCaller(match.route.access, request.authorizer);
  trace.principalId = principal?.id;
  const call = { ...parseCall(match, request), principal, request, deadline };
  // The call was parsed by the schemas of the very route whose operation this is.
  const operation = OPERATIONS[match.operationId] as Operation<typeof match.operationId>;
  return operation(call as Call<never>, dependencies);
}

function refuse(error: unknown, { requestId }: HttpRequest, { logger }: Dependencies): HttpResponse {
  const { problem, headers } = problemFromError(error, requestId);
  if (problem.status >= 500 && !(error instanceof HttpProblem)) {
    logger.error('Request failed', {
      requestId,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
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
