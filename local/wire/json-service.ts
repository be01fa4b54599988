import { failure } from './wire-server.ts';
import type { WireRequest, WireResponse, WireService } from './wire-service.ts';

/** An error as an AWS service answers it; the SDK throws it under `type` as its name. */
export class WireError extends Error {
  readonly type: string;
  readonly status: number;
  /** What the answer's body has beside type and message. */
  readonly details: object;

  constructor(type: string, message: string, status = 400, details = {}) {
    super(message);
    // Callers in this process see the name that callers over the wire do.
    this.name = type;
    this.type = type;
    this.status = status;
    this.details = details;
  }
}

export type Operations = Readonly<Record<string, (input: unknown) => unknown>>;

/** A service of the AWS JSON 1.1 protocol: `X-Amz-Target: <target>.<operation>`, JSON in and out. */
export function jsonService(name: string, target: string, operations: Operations): WireService {
  const prefix = `${target}.`;
  return {
    name,
    accepts: (request) => request.headers['x-amz-target']?.startsWith(prefix) ?? false,
    handle: (request) =>
      answer(name, operations, request.headers['x-amz-target']?.slice(prefix.length), request),
  };
}

async function answer(
  service: string,
  operations: Operations,
  operation: string | undefined,
  request: WireRequest,
): Promise<WireResponse> {
  const run = operation === undefined ? undefined : operations[operation];
  if (!run) {
    return failure(
      400,
      'UnknownOperationException',
      `The local ${service} knows ${Object.keys(operations).join(', ')}, not ${operation}`,
    );
  }
  try {
    const output = await run(parseBody(request.body));
    return {
      status: 200,
      headers: { 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify(output ?? {}),
    };
  } catch (error) {
    if (error instanceof WireError) return failure(error.status, error.type, error.message, error.details);
    throw error;
  }
}

function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(body.length === 0 ? '{}' : body.toString('utf8'));
  } catch {
    throw new WireError('SerializationException', 'The request body is not JSON');
  }
}
