import type { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import * as z from 'zod';
import type { ModelChoice } from '../contracts/configuration.ts';
import { newBedrockClient } from '../platform/aws-clients.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { createBedrockEmbedding } from './bedrock-embedding.ts';
import { createBedrockModel } from './bedrock-model.ts';
import type { Models } from './models.ts';
import { createOpenaiEmbedding, createOpenaiModel } from './openai-model.ts';

const ApiKeySecret = z.object({ apiKey: z.string().min(1) });

/** Both adapters of the models port, the provider chosen by configuration. */
export function createModels(readSecret: (name: string) => Promise<unknown>): Models {
  const clients = new Map<string, BedrockRuntimeClient>();
  const clientFor = ({ region, timeoutSeconds }: ModelChoice) => {
    const key = `${region ?? ''}/${timeoutSeconds}`;
    const client = clients.get(key) ?? newBedrockClient({ region, timeoutMs: timeoutSeconds * 1000 });
    clients.set(key, client);
    return client;
  };
  const apiKeyOf = (choice: ModelChoice) => async () => {
    if (!choice.secretName) return undefined;
    const secret = ApiKeySecret.safeParse(await readSecret(choice.secretName));
    if (secret.success) return secret.data.apiKey;
    throw new InqueryError('ConfigInvalid', `The secret ${choice.secretName} has no apiKey.`);
  };
  return {
    language: (choice) =>
      choice.provider === 'openai'
        ? createOpenaiModel(choice, apiKeyOf(choice))
        : createBedrockModel(clientFor(choice), choice),
    embedding: (choice) =>
      choice.provider === 'openai'
        ? createOpenaiEmbedding(choice, apiKeyOf(choice))
        : createBedrockEmbedding(clientFor(choice), choice),
  };
}
