import { type ApiKey, hashSecret, newSecret, stateOf } from './api-key.ts';
import type { ApiKeyStore } from './api-key-store.ts';

/** A key just made, and its secret, which is known only now. */
export interface IssuedKey {
  readonly key: ApiKey;
  readonly secret: string;
}

interface Now {
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly newId: () => string;
}

type Grant = Pick<ApiKey, 'principal' | 'label' | 'expiresAt'>;

// Always written one way, so that times compare as text.
const iso = (time: number | string) => new Date(time).toISOString();

/** Makes a key for a principal. */
export async function issueKey(
  keys: ApiKeyStore,
  { principal, label, expiresAt }: Grant,
  { now, newId }: Now,
): Promise<IssuedKey> {
  const secret = newSecret();
  const key: ApiKey = {
    sha256: hashSecret(secret),
    keyId: newId(),
    principal,
    label,
    createdAt: iso(now),
    ...(expiresAt !== undefined && { expiresAt: iso(expiresAt) }),
  };
  await keys.create(key);
  return { key, secret };
}

interface Rotation {
  /** How long the old secret still opens the API. */
  readonly graceSeconds: number;
  /** Of the new key; as long from now as the old one was given, when absent. */
  readonly expiresAt?: string | undefined;
}

/**
 * Gives a key a successor for the same principal; the old one ends after the time of grace. Undefined when it is not
 * active or has a successor. The successor comes first: a crash in between leaves a key nobody knows, not a caller
 * without one.
 */
export async function rotateKey(
  keys: ApiKeyStore,
  old: ApiKey,
  { graceSeconds, expiresAt }: Rotation,
  { now, newId }: Now,
): Promise<IssuedKey | undefined> {
  if (old.rotatedTo !== undefined || stateOf(old, iso(now)) !== 'active') return undefined;
  const issued = await issueKey(
    keys,
    { ...old, expiresAt: expiresAt ?? sameLifetime(old, now) },
    { now, newId },
  );
  const graceEnd = iso(now + graceSeconds * 1_000);
  const end = old.expiresAt !== undefined && old.expiresAt < graceEnd ? old.expiresAt : graceEnd;
  if (await keys.retire(old, issued.key.keyId, end)) return issued;
  await keys.revoke(issued.key.keyId, iso(now));
  return undefined;
}

function sameLifetime({ createdAt, expiresAt }: ApiKey, now: number): string | undefined {
  if (expiresAt === undefined) return undefined;
  return iso(now + Date.parse(expiresAt) - Date.parse(createdAt));
}
