import { WireError } from '../wire/json-service.ts';
import { failure } from '../wire/wire-server.ts';
import type { WireRequest, WireResponse, WireService } from '../wire/wire-service.ts';
import type { Functions } from './functions.ts';
import { MAX_PAYLOAD_BYTES } from './host-protocol.ts';

const MAX_ASYNC_PAYLOAD_BYTES = 1024 * 1024;
const INVOKE_PATH = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** Lambda's Invoke over the wire: request/response, event and dry run. */
export function lambdaService(functions: Functions): WireService {
  return {
    name: 'Lambda',
    accepts: ({ method, path }) => method === 'POST' && INVOKE_PATH.test(path),
    handle: async (request) => {
      try {
        return await answer(functions, request);
      } catch (error) {
        if (error instanceof WireError) return failure(error.status, error.type, error.message);
        throw error;
      }
    },
  };
}

function answer(
  functions: Functions,
  { path, headers, body }: WireRequest,
): Promise<WireResponse> | WireResponse {
  const name = decodeURIComponent(INVOKE_PATH.exec(path)?.[1] ?? '');
  if (!functions.has(name))
    throw new WireError('ResourceNotFoundException', `Function not found: ${name}`, 404);
  const payload = body.length === 0 ? '{}' : body.toString('utf8');
  const event = parsePayload(payload);
  const kind = headers['x-amz-invocation-type'] ?? 'RequestResponse';
  checkSize(body, kind === 'Event' ? MAX_ASYNC_PAYLOAD_BYTES : MAX_PAYLOAD_BYTES);
  switch (kind) {
    case 'RequestResponse':
      return invokeAndWait(functions, name, payload);
    case 'Event':
      functions.invokeAsync(name, event);
      return { status: 202, body: '' };
    case 'DryRun':
      return { status: 204, body: '' };
    default:
      throw new WireError('InvalidParameterValueException', `No invocation type ${kind}`);
  }
}

async function invokeAndWait(functions: Functions, name: string, payload: string): Promise<WireResponse> {
  const { payload: body, functionError } = await functions.invokeRaw(name, payload);
  return {
    status: 200,
    headers: {
      'content-type': 'application/json',
      'x-amz-executed-version': '$LATEST',
      ...(functionError ? { 'x-amz-function-error': functionError } : {}),
    },
    body,
  };
}

function parsePayload(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    throw new WireError('InvalidRequestContentException', 'Could not parse request body into json');
  }
}

function checkSize(body: Buffer, limit: number): void {
  if (body.length <= limit) return;
  throw new WireError(
    'RequestTooLargeException',
    `Request must be smaller than ${limit} bytes for the InvokeFunction operation`,
    413,
  );
}
