import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ApiKey, hashSecret } from '../../../../shared/access/api-key.ts';
import type { ApiKeyStore } from '../../../../shared/access/api-key-store.ts';
import { createDynamodbApiKeyStore } from '../../../../shared/access/dynamodb-api-key-store.ts';
import { ulidOf } from '../../../support/fake-http-api.ts';
import { createTemporaryJobsTable, type TemporaryJobsTable } from '../../../support/temporary-jobs-table.ts';

let jobs: TemporaryJobsTable;
let store: ApiKeyStore;

const key = (number: number, changes: Partial<ApiKey> = {}): ApiKey => ({
  sha256: hashSecret(`secret ${number}`),
  keyId: ulidOf(number),
  principal: { id: 'reports', roles: ['analyst'], attributes: { tenant: 'a' } },
  label: 'Nightly',
  createdAt: '2026-05-04T10:00:00.000Z',
  ...changes,
});

beforeAll(async () => {
  jobs = await createTemporaryJobsTable();
  store = createDynamodbApiKeyStore(jobs);
  for (const number of [1, 2, 3]) await store.create(key(number));
});

afterAll(() => jobs.close());

describe('API keys in DynamoDB', () => {
  it('are found by the hash of their secret', async () => {
    const expiring = key(1, {
      expiresAt: '2027-01-01T00:00:00.000Z',
      sha256: hashSecret('x'),
      keyId: ulidOf(0),
    });
    await store.create(expiring);

    expect(await store.findByHash(hashSecret('secret 2'))).toEqual(key(2));
    expect(await store.findByHash(hashSecret('x'))).toEqual(expiring);
    expect(await store.findByHash(hashSecret('secret 9'))).toBeUndefined();
  });

  it('are never overwritten', async () => {
    await expect(
      store.create(key(1, { principal: { id: 'x', roles: ['admin'], attributes: {} } })),
    ).rejects.toThrow();

    expect((await store.findByHash(hashSecret('secret 1')))?.principal.id).toBe('reports');
  });

  it('are listed newest first, by page', async () => {
    const first = await store.list({ limit: 2 });
    const second = await store.list({ limit: 2, cursor: first.nextCursor });

    expect(first.keys.map(({ keyId }) => keyId)).toEqual([ulidOf(3), ulidOf(2)]);
    expect(second.keys[0]).toEqual(key(1));
    expect(second.nextCursor).toBeUndefined();
  });

  it('are revoked by id, and the first time counts', async () => {
    const first = await store.revoke(ulidOf(3), '2026-05-05T00:00:00.000Z');
    const again = await store.revoke(ulidOf(3), '2026-05-06T00:00:00.000Z');
    const unknown = await store.revoke(ulidOf(9), '2026-05-06T00:00:00.000Z');

    expect([first, again, unknown]).toEqual([true, true, false]);
    expect((await store.findByHash(hashSecret('secret 3')))?.revokedAt).toBe('2026-05-05T00:00:00.000Z');
  });

  it('are found by id', async () => {
    expect(await store.findById(ulidOf(2))).toEqual(key(2));
    expect(await store.findById(ulidOf(9))).toBeUndefined();
  });

  it('get one successor, and none once they are revoked', async () => {
    const until = '2026-05-06T00:00:00.000Z';
    for (const number of [4, 5]) await store.create(key(number));
    await store.revoke(ulidOf(5), until);

    const first = await store.retire(key(4), ulidOf(6), until);
    const again = await store.retire(key(4), ulidOf(7), until);
    const revoked = await store.retire(key(5), ulidOf(7), until);

    expect([first, again, revoked]).toEqual([true, false, false]);
    expect(await store.findById(ulidOf(4))).toEqual(key(4, { rotatedTo: ulidOf(6), expiresAt: until }));
  });
});
