import { BedrockError } from './bedrock-error.ts';

/** Families of model ids that Bedrock knows; an inference profile puts a region group before them. */
const REGION = '(?:(?:us|us-gov|eu|apac|global)\\.)?';
const CHAT = new RegExp(
  `^${REGION}(anthropic\\.claude-|amazon\\.nova-|amazon\\.titan-text-|meta\\.llama|mistral\\.|cohere\\.command-|openai\\.gpt-|deepseek\\.|qwen\\.|inquery\\.offline-)`,
);
const TITAN_EMBEDDING = /^amazon\.titan-embed-text-v2:0$/;
const COHERE_EMBEDDING = new RegExp(`^${REGION}cohere\\.embed-`);

export type ModelKind = 'chat' | 'titan-embedding' | 'cohere-embedding';

/** What kind of model an id (or an ARN that ends in one) names; throws ResourceNotFoundException otherwise. */
export function modelKind(modelId: string): ModelKind {
  const id = modelId.split('/').at(-1) ?? modelId;
  if (TITAN_EMBEDDING.test(id)) return 'titan-embedding';
  if (COHERE_EMBEDDING.test(id)) return 'cohere-embedding';
  if (CHAT.test(id)) return 'chat';
  throw new BedrockError(
    'ResourceNotFoundException',
    `Could not resolve the foundation model from the model identifier: ${modelId}`,
  );
}
