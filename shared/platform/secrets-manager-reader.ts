import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { InqueryError } from './inquery-error.ts';

/** Reads a secret's JSON by name; throws ConfigInvalid when there is no such secret or it is not JSON. */
export type ReadSecret = (name: string) => Promise<unknown>;

const TIME_TO_LIVE_MS = 60_000;

/** Values are kept for a minute, so that a rotated secret reaches warm functions. */
export function createSecretReader(client: SecretsManagerClient, now: () => number = Date.now): ReadSecret {
  const kept = new Map<string, { value: unknown; until: number }>();
  return async (name) => {
    const cached = kept.get(name);
    if (cached && now() < cached.until) return cached.value;
    const value = parseSecret(name, await fetchSecret(client, name));
    kept.set(name, { value, until: now() + TIME_TO_LIVE_MS });
    return value;
  };
}

async function fetchSecret(client: SecretsManagerClient, name: string): Promise<string> {
  try {
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: name }));
    return SecretString ?? '';
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new InqueryError('ConfigInvalid', `There is no secret "${name}".`);
  }
}

/** The parser's own message quotes the text, which is a secret: it goes nowhere, not even as a cause. */
function parseSecret(name: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new InqueryError('ConfigInvalid', `The secret "${name}" is not a JSON document.`);
  }
}
