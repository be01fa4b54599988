import { describe, expect, it } from '@jest/globals';
import { type ApiKey, hashSecret, newSecret } from '../../../shared/access/api-key.ts';
import { apiKeyItem, toApiKey } from '../../../shared/access/api-key-item.ts';
import { apiKeyAuthenticator, authenticate } from '../../../shared/access/authenticator.ts';
import { createFakeApiKeyStore } from '../../support/fake-api-key-store.ts';
import { ulidOf } from '../../support/fake-http-api.ts';

const principal = { id: 'reports', roles: ['analyst'], attributes: {} };
const now = () => new Date('2026-05-04T10:00:00.000Z');

function authenticatorFor(changes: Partial<ApiKey>) {
  const key = {
    sha256: hashSecret('s3cret'),
    keyId: ulidOf(1),
    principal,
    label: '',
    createdAt: now().toISOString(),
  };
  return apiKeyAuthenticator(createFakeApiKeyStore([{ ...key, ...changes }]), now);
}

describe('an API key', () => {
  it.each<[string, Partial<ApiKey>]>([
    ['is known', {}],
    ['has not expired yet', { expiresAt: '2026-05-04T10:00:00.001Z' }],
  ])('that %s tells who calls', async (_case, changes) => {
    expect(await authenticatorFor(changes)({ 'x-api-key': 's3cret' })).toEqual(principal);
  });

  it.each<[string, Partial<ApiKey>, string | undefined]>([
    ['is missing', {}, undefined],
    ['is empty', {}, ''],
    ['is unknown', {}, 's3cre'],
    ['is its own hash', {}, hashSecret('s3cret')],
    ['was revoked', { revokedAt: '2026-05-01T00:00:00.000Z' }, 's3cret'],
    ['has expired', { expiresAt: '2026-05-04T10:00:00.000Z' }, 's3cret'],
  ])('that %s tells nothing', async (_case, changes, secret) => {
    expect(await authenticatorFor(changes)({ 'x-api-key': secret })).toBeUndefined();
  });

  it('is 256 random bits behind a prefix that scanners know', () => {
    const secrets = Array.from({ length: 50 }, () => newSecret());

    expect(new Set(secrets).size).toBe(50);
    expect(secrets.every((secret) => /^inq_[\w-]{43}$/.test(secret))).toBe(true);
  });

  it('can be put as an item for a secret that is known beforehand', () => {
    const key = { keyId: ulidOf(1), principal, label: 'Local', createdAt: now().toISOString() };

    const item = apiKeyItem('inquery-local', key);

    expect(item).toMatchObject({ pk: `KEY#${hashSecret('inquery-local')}`, sk: 'KEY', principalKey: 'KEYS' });
    expect(JSON.stringify(item)).not.toContain('inquery-local');
    expect(toApiKey(item)).toEqual({ ...key, sha256: hashSecret('inquery-local') });
  });
});

describe('several kinds of credentials', () => {
  it('are tried in turn', async () => {
    const nobody = async () => undefined;
    const somebody = async () => principal;

    expect(await authenticate([nobody, somebody], {})).toEqual(principal);
    expect(await authenticate([nobody], {})).toBeUndefined();
  });
});
