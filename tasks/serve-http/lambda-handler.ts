import { toHttpRequest } from './http-request.ts';
import { toProxyResult } from './http-response.ts';
import type { Dependencies } from './operation.ts';
import { ProxyEvent, type ProxyResult } from './proxy-event.ts';
import { serve } from './serve.ts';

/** Kept back from the function's own time limit for reading rows and writing the answer. */
const RESERVE_MS = 1_500;

interface Context {
  getRemainingTimeInMillis(): number;
}

export function createHandler(dependencies: Dependencies) {
  return async (event: unknown, context: Context): Promise<ProxyResult> => {
    const request = toHttpRequest(ProxyEvent.parse(event));
    const deadline = dependencies.clock.now() + context.getRemainingTimeInMillis() - RESERVE_MS;
    return toProxyResult(await serve(request, dependencies, deadline));
  };
}
