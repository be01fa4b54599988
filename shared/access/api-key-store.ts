import type { ApiKey } from './api-key.ts';

interface ApiKeyPage {
  readonly keys: readonly ApiKey[];
  readonly nextCursor?: string;
}

export interface ApiKeyStore {
  /** Throws when a key of that secret is there already. */
  create(key: ApiKey): Promise<void>;
  findByHash(sha256: string): Promise<ApiKey | undefined>;
  findById(keyId: string): Promise<ApiKey | undefined>;
  /** Newest first. `cursor` is the key id the page before ended with. */
  list(page: { readonly limit: number; readonly cursor?: string }): Promise<ApiKeyPage>;
  /** Revokes once and for all; false when there is no such key. The time of the first revocation stays. */
  revoke(keyId: string, at: string): Promise<boolean>;
  /** Lets a key end at `expiresAt` and names its successor; false when it is revoked or has a successor. */
  retire(key: ApiKey, rotatedTo: string, expiresAt: string): Promise<boolean>;
}
