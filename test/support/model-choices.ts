import { EmbeddingChoice, ModelChoice } from '../../shared/contracts/configuration.ts';

const price = { inputPerMillion: 3, outputPerMillion: 15, cachedPerMillion: 0.3 };

export const bedrockChoice = (changes: object = {}) =>
  ModelChoice.parse({ id: 'anthropic.claude-test', price, ...changes });

export const openaiChoice = (changes: object = {}) =>
  ModelChoice.parse({ provider: 'openai', id: 'local-model', price, ...changes });

export const embeddingChoice = (changes: object = {}) =>
  EmbeddingChoice.parse({
    id: 'amazon.titan-embed-text-v2:0',
    dimensions: 2,

    price,
    ...changes,
  });
