import * as z from 'zod';
import { ApiKeyView } from '../contracts/http/keys.ts';
import { type ApiKey, hashSecret } from './api-key.ts';

/** Partition of the index `by-principal` that lists the keys. */
export const KEYS_PARTITION = 'KEYS';

/** An API key as the jobs table keeps it; `principalKey` and `id` put it on the index that lists all keys. */
const ApiKeyItem = z.strictObject({
  pk: z.string().startsWith('KEY#'),
  sk: z.literal('KEY'),
  principalKey: z.literal(KEYS_PARTITION),
  id: z.ulid(),
  ...ApiKeyView.shape,
});
export type ApiKeyItem = z.infer<typeof ApiKeyItem>;

export const apiKeyKey = (sha256: string) => ({ pk: `KEY#${sha256}`, sk: 'KEY' as const });

export function toItem({ sha256, principal, ...key }: ApiKey): ApiKeyItem {
  return {
    ...apiKeyKey(sha256),
    principalKey: KEYS_PARTITION,
    id: key.keyId,
    principalId: principal.id,
    roles: principal.roles,
    attributes: principal.attributes,
    ...key,
  };
}

export function toApiKey(item: unknown): ApiKey {
  const {
    pk,
    sk: _sk,
    principalKey: _index,
    id: _id,
    principalId,
    roles,
    attributes,
    ...key
  } = ApiKeyItem.parse(item);
  return { ...key, sha256: pk.slice('KEY#'.length), principal: { id: principalId, roles, attributes } };
}

/** The item for a known secret: the local stack puts it to seed the key that its examples use. */
export function apiKeyItem(secret: string, key: Omit<ApiKey, 'sha256'>): ApiKeyItem {
  return toItem({ sha256: hashSecret(secret), ...key });
}
