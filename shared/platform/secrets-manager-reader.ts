import { GetSecretValueCommand, type SecretsManagerClient } from '@aws-sdk/client-secrets-manager';

/** Reads a secret's JSON by name. */
export type ReadSecret = (name: string) => Promise<unknown>;

const TIME_TO_LIVE_MS = 60_000;

/** Values are kept for a minute, so that a rotated secret reaches warm functions. */
export function createSecretReader(client: SecretsManagerClient, now: () => number = Date.now): ReadSecret {
  const kept = new Map<string, { value: unknown; until: number }>();
  return async (name) => {
    const cached = kept.get(name);
    if (cached && now() < cached.until) return cached.value;
    const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId: name }));
    const value: unknown = JSON.parse(SecretString ?? 'null');
    kept.set(name, { value, until: now() + TIME_TO_LIVE_MS });
    return value;
  };
}
