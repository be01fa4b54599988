import type { ApiKey } from '../../shared/access/api-key.ts';
import type { ApiKeyStore } from '../../shared/access/api-key-store.ts';

/** API keys in memory. */
export function createFakeApiKeyStore(existing: readonly ApiKey[] = []): ApiKeyStore {
  const keys = new Map(existing.map((key) => [key.sha256, key]));
  const byId = (keyId: string) => [...keys.values()].find((each) => each.keyId === keyId);
  return {
    create: async (key) => void keys.set(key.sha256, key),
    findByHash: async (sha256) => keys.get(sha256),
    findById: async (keyId) => byId(keyId),
    list: async ({ limit, cursor }) => {
      const found = [...keys.values()]
        .sort((a, b) => (a.keyId < b.keyId ? 1 : -1))
        .filter(({ keyId }) => cursor === undefined || keyId < cursor);
      const shown = found.slice(0, limit);
      const last = shown.at(-1);
      return found.length > limit && last ? { keys: shown, nextCursor: last.keyId } : { keys: shown };
    },
    revoke: async (keyId, at) => {
      const key = byId(keyId);
      if (key) keys.set(key.sha256, { revokedAt: at, ...key });
      return key !== undefined;
    },
    retire: async ({ sha256 }, rotatedTo, expiresAt) => {
      const key = keys.get(sha256);
      if (!key || key.revokedAt !== undefined || key.rotatedTo !== undefined) return false;
      keys.set(sha256, { ...key, rotatedTo, expiresAt });
      return true;
    },
  };
}
