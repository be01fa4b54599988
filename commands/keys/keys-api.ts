import type * as z from 'zod';
import {
  ApiKeyPage,
  type ApiKeyView,
  CreatedKey,
  type CreateKey,
  type RotateKey,
} from '../../shared/contracts/http/keys.ts';
import type { ApiCall } from '../api-call.ts';

export type NewKey = z.infer<typeof CreatedKey>;

/** The part of the HTTP API that manages keys. */
export interface KeysApi {
  /** All of them, newest first. */
  list(): Promise<readonly ApiKeyView[]>;
  create(key: CreateKey): Promise<NewKey>;
  rotate(keyId: string, rotation: RotateKey): Promise<NewKey>;
  revoke(keyId: string): Promise<void>;
}

export function keysApi(call: ApiCall): KeysApi {
  return {
    list: async () => {
      const found: ApiKeyView[] = [];
      let cursor: string | undefined;
      do {
        const after: string = cursor === undefined ? '' : `&cursor=${cursor}`;
        const page = ApiKeyPage.parse(await call('GET', `/v1/keys?limit=100${after}`));
        found.push(...page.keys);
        cursor = page.nextCursor;
      } while (cursor !== undefined);
      return found;
    },
    create: async (key) => CreatedKey.parse(await call('POST', '/v1/keys', key)),
    rotate: async (keyId, rotation) =>
      CreatedKey.parse(await call('POST', `/v1/keys/${encodeURIComponent(keyId)}/rotate`, rotation)),
    revoke: async (keyId) => void (await call('DELETE', `/v1/keys/${encodeURIComponent(keyId)}`)),
  };
}
