import type { BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import * as z from 'zod';
import type { ModelChoice } from '../contracts/configuration.ts';
import { newBedrockClient } from '../platform/aws-clients.ts';
import { InqueryError } from '../platform/inquery-error.ts';

const ApiKeySecret = z.object({ apiKey: z.string().min(1) });

/** What adapters of models reach their provider with: one Bedrock client for each region and timeout, API keys. */
export function createModelAccess(readSecret: (name: string) => Promise<unknown>) {
  const clients = new Map<string, BedrockRuntimeClient>();
  return {
    clientFor: ({ region, timeoutSeconds }: ModelChoice): BedrockRuntimeClient => {
      const key = `${region ?? ''}/${timeoutSeconds}`;
      const client = clients.get(key) ?? newBedrockClient({ region, timeoutMs: timeoutSeconds * 1000 });
      clients.set(key, client);
      return client;
    },
    apiKeyOf: (choice: ModelChoice) => async (): Promise<string | undefined> => {
      if (!choice.secretName) return undefined;
      const secret = ApiKeySecret.safeParse(await readSecret(choice.secretName));
      if (secret.success) return secret.data.apiKey;
      throw new InqueryError('ConfigInvalid', `The secret ${choice.secretName} has no apiKey.`);
    },
  };
}
