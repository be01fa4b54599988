import * as z from 'zod';
import type { WireResponse } from '../wire/wire-service.ts';
import { BedrockError, errorResponse } from './bedrock-error.ts';
import type { ModelAnswer, ModelCall, ModelGateway } from './model-gateway.ts';
import { readBody } from './read-body.ts';

/** Puts a call of Bedrock to the gateway; `next` is what the local endpoint answers itself. */
export async function throughGateway(
  gateway: ModelGateway,
  operation: ModelCall['operation'],
  modelId: string,
  body: Uint8Array,
  next: () => Promise<WireResponse>,
): Promise<WireResponse> {
  const call = { operation, modelId, request: readBody(z.json(), body) };
  return toWire(await gateway(call, async () => fromWire(await answerOrError(next))));
}

async function answerOrError(next: () => Promise<WireResponse>): Promise<WireResponse> {
  try {
    return await next();
  } catch (error) {
    if (error instanceof BedrockError) return errorResponse(error);
    throw error;
  }
}

function fromWire({ status, headers, body }: WireResponse): ModelAnswer {
  return { status, ...(headers && { headers }), body: JSON.parse(Buffer.from(body).toString('utf8')) };
}

function toWire({ status, headers, body }: ModelAnswer): WireResponse {
  return {
    status,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  };
}
