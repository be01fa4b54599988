import { createModelAccess } from './bedrock-access.ts';
import { createEmbeddings } from './bedrock-embeddings.ts';
import { createBedrockModel } from './bedrock-model.ts';
import type { Models } from './models.ts';
import { createOpenaiModel } from './openai-model.ts';

/** Both adapters of the models port, the provider chosen by configuration. */
export function createModels(readSecret: (name: string) => Promise<unknown>): Models {
  const { clientFor, apiKeyOf } = createModelAccess(readSecret);
  return {
    language: (choice) =>
      choice.provider === 'openai'
        ? createOpenaiModel(choice, apiKeyOf(choice))
        : createBedrockModel(clientFor(choice), choice),
    embedding: createEmbeddings(readSecret),
  };
}
