import { type BedrockRuntimeClient, InvokeModelCommand } from '@aws-sdk/client-bedrock-runtime';
import * as z from 'zod';
import type { EmbeddingChoice } from '../contracts/configuration.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { modelError } from './bedrock-errors.ts';
import type { EmbeddedAs, EmbeddingModel } from './language-model.ts';
import { estimateTokens, modelUse } from './model-use.ts';

const TitanReply = z.object({ embedding: z.array(z.number()), inputTextTokenCount: z.number() });
const CohereReply = z.object({ embeddings: z.array(z.array(z.number())) });

/** Cohere takes this many texts a call; Titan takes one. */
const COHERE_BATCH = 96;
const PARALLEL_CALLS = 8;

/** Titan Text Embeddings V2 or Cohere Embed on Amazon Bedrock, told apart by the model's id. */
export function createBedrockEmbedding(
  client: BedrockRuntimeClient,
  choice: EmbeddingChoice,
): EmbeddingModel {
  const isCohere = choice.id.includes('cohere.');
  const invoke = async (body: unknown): Promise<string> => {
    try {
      const reply = await client.send(
        new InvokeModelCommand({
          modelId: choice.id,
          contentType: 'application/json',
          body: JSON.stringify(body),
        }),
      );
      return reply.body.transformToString('utf-8');
    } catch (error) {
      throw modelError(error);
    }
  };
  const titan = async ([text = '']: readonly string[]) => {
    const body = { inputText: text, dimensions: choice.dimensions, normalize: true };
    const reply = readReply(TitanReply, await invoke(body));
    return { vectors: [Float32Array.from(reply.embedding)], tokens: reply.inputTextTokenCount };
  };
  const cohere = async (texts: readonly string[], as: EmbeddedAs) => {
    const body = { texts, input_type: `search_${as}`, truncate: 'END' };
    const reply = readReply(CohereReply, await invoke(body));
    if (reply.embeddings.length !== texts.length) throw unreadable();
    const tokens = texts.reduce((sum, text) => sum + estimateTokens(text), 0);
    return { vectors: reply.embeddings.map((vector) => Float32Array.from(vector)), tokens };
  };
  return {
    id: `${choice.id}/${choice.dimensions}`,
    embed: async (texts, as = 'document') => {
      const batches = chunks(texts, isCohere ? COHERE_BATCH : 1);
      const replies = [];
      for (const group of chunks(batches, PARALLEL_CALLS)) {
        replies.push(
          ...(await Promise.all(group.map((batch) => (isCohere ? cohere(batch, as) : titan(batch))))),
        );
      }
      const input = replies.reduce((sum, reply) => sum + reply.tokens, 0);
      return {
        vectors: replies.flatMap((reply) => reply.vectors),
        use: modelUse(choice, { input, output: 0, cached: 0 }),
      };
    },
  };
}

function readReply<Reply>(schema: z.ZodType<Reply>, text: string): Reply {
  try {
    return schema.parse(JSON.parse(text));
  } catch {
    throw unreadable();
  }
}

function unreadable(): InqueryError {
  return new InqueryError('ModelOutputInvalid', 'The embedding model answered in an unknown form.');
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}
