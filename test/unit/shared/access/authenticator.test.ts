import { describe, expect, it } from '@jest/globals';
import { type ApiKey, hashSecret, newSecret } from '../../../../shared/access/api-key.ts';
import { apiKeyAuthenticator } from '../../../../shared/access/api-key-authenticator.ts';
import { apiKeyItem, toApiKey } from '../../../../shared/access/api-key-item.ts';
import { authenticate } from '../../../../shared/access/authenticator.ts';
import { createFakeApiKeyStore } from '../../../support/fake-api-key-store.ts';
import { ulidOf } from '../../../support/fake-http-api.ts';

const principal = { id: 'reports', roles: ['analyst'], attributes: {} };
const now = () => new Date('2026-05-04T10:00:00.000Z');
const credential = `key:${ulidOf(1)}`;

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
    ['was rotated, in its time of grace', { rotatedTo: ulidOf(2), expiresAt: '2026-05-04T11:00:00.000Z' }],
  ])('that %s tells who calls', async (_case, changes) => {
    expect(await authenticatorFor(changes)({ 'x-api-key': 's3cret' })).toEqual({
      known: true,
      principal,
      credential,
    });
  });

  it.each<[string, Partial<ApiKey>, string, object]>([
    ['is unknown', {}, 's3cre', { code: 'ApiKeyUnknown' }],
    ['is its own hash', {}, hashSecret('s3cret'), { code: 'ApiKeyUnknown' }],
    ['is endless', {}, 's'.repeat(100_000), { code: 'ApiKeyUnknown' }],
    [
      'was revoked',
      { revokedAt: '2026-05-01T00:00:00.000Z' },
      's3cret',
      { code: 'ApiKeyRevoked', credential },
    ],
    [
      'has expired',
      { expiresAt: '2026-05-04T10:00:00.000Z' },
      's3cret',
      { code: 'ApiKeyExpired', credential },
    ],
  ])('that %s is refused, and the reason is known', async (_case, changes, secret, why) => {
    expect(await authenticatorFor(changes)({ 'x-api-key': secret })).toEqual({ known: false, ...why });
  });

  it.each([undefined, ''])('that is missing (%j) is not judged', async (secret) => {
    expect(await authenticatorFor({})({ 'x-api-key': secret })).toBeUndefined();
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
  const nobody = async () => undefined;
  const found = { known: true as const, principal, credential };
  const somebody = async () => found;

  it('are judged each by its own', async () => {
    expect(await authenticate([nobody, somebody], {})).toEqual(found);
    expect(await authenticate([nobody], {})).toEqual({ known: false, code: 'NoCredentials' });
  });

  it('are not taken at once, good as each may be', async () => {
    expect(await authenticate([somebody, somebody], {})).toEqual({
      known: false,
      code: 'SeveralCredentials',
    });
  });
});
