import { ApiKeyPage, CreatedKey, CreateKey, KeyParams, KeysQuery, RotateKey } from '../keys.ts';
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
  rotateKey: {
    method: 'POST',
    path: `${path}/{keyId}/rotate`,
    summary: 'Give an API key a new secret',
    description:
      'Makes a new key for the same principal with the same roles and attributes. The old one still works for the time of grace given, then ends.',
    tag,
    access,
    params: KeyParams,
    body: RotateKey,
    responses: { 201: { description: 'The new key; its secret is shown this once.', body: CreatedKey } },
    problems: ['KeyNotActive'],
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
