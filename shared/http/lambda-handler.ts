import type { OperationId } from '../contracts/http/routes.ts';
import { withLogFields } from '../platform/log-fields.ts';
import type { Api, ServingDependencies } from './api.ts';
import { toHttpRequest } from './http-request.ts';
import { toProxyResult } from './http-response.ts';
import { ProxyEvent, type ProxyResult } from './proxy-event.ts';
import { createRouter } from './router.ts';
import { serve } from './serve.ts';

/** Kept back from the function's own time limit for reading rows and writing the answer. */
const RESERVE_MS = 1_500;

interface Context {
  getRemainingTimeInMillis(): number;
}

/** A Lambda function behind API Gateway's proxy integration that answers the calls of `api`. */
export function createHandler<Id extends OperationId, Dependencies extends ServingDependencies>(
  api: Api<Id, Dependencies>,
  dependencies: Dependencies,
) {
  const service = { ...api, dependencies, matchPath: createRouter<Id>(api.routes) };
  return async (event: unknown, context: Context): Promise<ProxyResult> => {
    const request = toHttpRequest(ProxyEvent.parse(event));
    const deadline = dependencies.clock.now() + context.getRemainingTimeInMillis() - RESERVE_MS;
    const { requestId } = request;
    return withLogFields({ requestId }, async () => toProxyResult(await serve(service, request, deadline)));
  };
}
