import { createHash, randomBytes } from 'node:crypto';
import type { Principal } from '../contracts/principal.ts';

/** An API key as it is kept: by the SHA-256 of the secret, never the secret itself. */
export interface ApiKey {
  readonly sha256: string;
  readonly keyId: string;
  readonly principal: Principal;
  readonly label: string;
  readonly createdAt: string;
  readonly expiresAt?: string;
  readonly revokedAt?: string;
  /** Id of the key that takes this one's place; this one ends when its time of grace does. */
  readonly rotatedTo?: string;
}

/** A new secret of 256 random bits; the prefix lets scanners of leaked secrets recognise it. */
export function newSecret(random: (size: number) => Buffer = randomBytes): string {
  return `inq_${random(32).toString('base64url')}`;
}

/** A plain hash does: a secret of 256 random bits cannot be guessed from it. */
export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** What a key is at this time (ISO, UTC); only an active one opens anything. */
export function stateOf(
  { revokedAt, expiresAt }: Pick<ApiKey, 'revokedAt' | 'expiresAt'>,
  now: string,
): 'active' | 'expired' | 'revoked' {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt !== undefined && expiresAt <= now ? 'expired' : 'active';
}
