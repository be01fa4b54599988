import * as z from 'zod';
import { subwordVector } from '../../shared/retrieval/subword-vector.ts';
import type { WireResponse } from '../wire/wire-service.ts';
import { applyFault } from './apply-fault.ts';
import { BedrockError, jsonResponse } from './bedrock-error.ts';
import type { Faults } from './faults.ts';
import { modelKind } from './model-ids.ts';
import { readBody } from './read-body.ts';

const DIMENSIONS = 256;
const titanBody = z.strictObject({
  inputText: z.string().min(1).max(50_000),
  dimensions: z.union([z.literal(256), z.literal(512), z.literal(1024)]).default(DIMENSIONS),
  normalize: z.boolean().default(true),
  embeddingTypes: z.array(z.literal('float')).optional(),
});
const cohereBody = z.strictObject({
  texts: z.array(z.string()).min(1).max(96),
  input_type: z.enum(['search_document', 'search_query', 'classification', 'clustering']),
  truncate: z.enum(['NONE', 'START', 'END', 'LEFT', 'RIGHT']).optional(),
  embedding_types: z.array(z.literal('float')).optional(),
  output_dimension: z.union([z.literal(256), z.literal(512), z.literal(1024), z.literal(1536)]).default(512),
});

/** InvokeModel for the two embedding families; chat models are reached through Converse only. */
export async function invokeModel(modelId: string, body: Uint8Array, faults: Faults): Promise<WireResponse> {
  const kind = modelKind(modelId);
  const fault = faults.take({ modelId, tools: [] });
  if (fault) await applyFault(fault, []);
  if (kind === 'titan-embedding') return titan(readBody(titanBody, body));
  if (kind === 'cohere-embedding') return cohere(readBody(cohereBody, body));
  throw new BedrockError('ValidationException', `${modelId} is answered through Converse only.`);
}

function titan({ inputText, dimensions }: z.infer<typeof titanBody>): WireResponse {
  const embedding = [...subwordVector(inputText, dimensions)];
  const inputTextTokenCount = tokens(inputText);
  return jsonResponse(
    { embedding, embeddingsByType: { float: embedding }, inputTextTokenCount },
    { 'x-amzn-bedrock-input-token-count': String(inputTextTokenCount) },
  );
}

function cohere(body: z.infer<typeof cohereBody>): WireResponse {
  const vectors = body.texts.map((text) => [...subwordVector(text, body.output_dimension)]);
  return jsonResponse(
    {
      id: 'offline',
      texts: body.texts,
      ...(body.embedding_types
        ? { response_type: 'embeddings_by_type', embeddings: { float: vectors } }
        : { response_type: 'embeddings_floats', embeddings: vectors }),
    },
    { 'x-amzn-bedrock-input-token-count': String(body.texts.reduce((sum, text) => sum + tokens(text), 0)) },
  );
}

function tokens(text: string): number {
  return Math.ceil(text.length / 4);
}
