import { createModelAccess } from './bedrock-access.ts';
import { createBedrockEmbedding } from './bedrock-embedding.ts';
import type { Models } from './models.ts';
import { createOpenaiEmbedding } from './openai-model.ts';

/** Embedding models alone, the provider chosen by configuration: who asks no other needs no other in its bundle. */
export function createEmbeddings(readSecret: (name: string) => Promise<unknown>): Models['embedding'] {
  const { clientFor, apiKeyOf } = createModelAccess(readSecret);
  return (choice) =>
    choice.provider === 'openai'
      ? createOpenaiEmbedding(choice, apiKeyOf(choice))
      : createBedrockEmbedding(clientFor(choice), choice);
}
