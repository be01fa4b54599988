import { hashSecret, stateOf } from './api-key.ts';
import type { ApiKeyStore } from './api-key-store.ts';
import type { Authentication, Authenticator } from './authenticator.ts';

const MAX_SECRET_LENGTH = 200;

/** Knows principals by the API key in `x-api-key`. */
export function apiKeyAuthenticator(
  keys: Pick<ApiKeyStore, 'findByHash'>,
  now: () => Date = () => new Date(),
): Authenticator {
  return async (headers) => {
    const secret = headers['x-api-key'];
    if (!secret) return undefined;
    return secret.length > MAX_SECRET_LENGTH
      ? { known: false, code: 'ApiKeyUnknown' }
      : judge(await keys.findByHash(hashSecret(secret)), now().toISOString());
  };
}

function judge(key: Awaited<ReturnType<ApiKeyStore['findByHash']>>, now: string): Authentication {
  if (!key) return { known: false, code: 'ApiKeyUnknown' };
  const credential = `key:${key.keyId}`;
  const state = stateOf(key, now);
  if (state === 'revoked') return { known: false, code: 'ApiKeyRevoked', credential };
  if (state === 'expired') return { known: false, code: 'ApiKeyExpired', credential };
  return { known: true, principal: key.principal, credential };
}
