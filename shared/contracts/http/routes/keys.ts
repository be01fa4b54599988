import { ApiKeyPage, CreatedKey, CreateKey, KeyParams, KeysQuery } from '../keys.ts';
import type { Route } from '../route.ts';

const tag = 'API keys';
const access = 'admin';
const path = '/v1/keys';

export const KEY_ROUTES = {
  createKey: {
    method: 'POST',
    path,
    summary: 'Create an API key',
    tag,
    access,
    body: CreateKey,
    responses: { 201: { description: 'Created; the secret is shown this once.', body: CreatedKey } },
  },
  listKeys: {
    method: 'GET',
    path,
    summary: 'The API keys, newest first',
    tag,
    access,
    query: KeysQuery,
    responses: { 200: { description: 'One page.', body: ApiKeyPage } },
  },
  revokeKey: {
    method: 'DELETE',
    path: `${path}/{keyId}`,
    summary: 'Revoke an API key',
    tag,
    access,
    params: KeyParams,
    responses: { 204: { description: 'Revoked, now or before.' } },
  },
} as const satisfies Record<string, Route>;
