import type { Principal } from '../contracts/principal.ts';
import { hashSecret, isValid } from './api-key.ts';
import type { ApiKeyStore } from './api-key-store.ts';

/** Request headers, names in lower case. */
export type Headers = Readonly<Record<string, string | undefined>>;

/** Tells who calls by one kind of credential; undefined when there is none of its kind, or it is no good. */
export type Authenticator = (headers: Headers) => Promise<Principal | undefined>;

const MAX_SECRET_LENGTH = 200;

/** Knows principals by the API key in `x-api-key`. */
export function apiKeyAuthenticator(
  keys: Pick<ApiKeyStore, 'findByHash'>,
  now: () => Date = () => new Date(),
): Authenticator {
  return async (headers) => {
    const secret = headers['x-api-key'];
    if (!secret || secret.length > MAX_SECRET_LENGTH) return undefined;
    const key = await keys.findByHash(hashSecret(secret));
    return key && isValid(key, now().toISOString()) ? key.principal : undefined;
  };
}

/** The first authenticator that knows the caller decides. */
export async function authenticate(
  authenticators: readonly Authenticator[],
  headers: Headers,
): Promise<Principal | undefined> {
  for (const knows of authenticators) {
    const principal = await knows(headers);
    if (principal) return principal;
  }
  return undefined;
}
