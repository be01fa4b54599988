import { describe, expect, it } from '@jest/globals';
import type { ApiKey } from '../../../../shared/access/api-key.ts';
import { apiKeyAuthenticator } from '../../../../shared/access/api-key-authenticator.ts';
import { issueKey, rotateKey } from '../../../../shared/access/issue-key.ts';
import { createFakeApiKeyStore } from '../../../support/fake-api-key-store.ts';
import { ulidOf } from '../../../support/fake-http-api.ts';

const NOW = Date.parse('2026-05-04T10:00:00.000Z');
const at = (seconds: number) => new Date(NOW + seconds * 1_000).toISOString();
const principal = { id: 'reports', roles: ['analyst'], attributes: { tenant: 'a' } };

async function keysWith(expiresAt?: string) {
  const store = createFakeApiKeyStore();
  let ids = 0;
  const clock = { now: NOW, newId: () => ulidOf(++ids) };
  const old = await issueKey(store, { principal, label: 'Nightly', ...(expiresAt && { expiresAt }) }, clock);
  const rotate = (key: ApiKey, rotation: { graceSeconds: number; expiresAt?: string }) =>
    rotateKey(store, key, rotation, clock);
  const opens = async (secret: string | undefined, seconds: number) =>
    (await apiKeyAuthenticator(store, () => new Date(NOW + seconds * 1_000))({ 'x-api-key': secret }))?.known;
  return { store, old, rotate, opens };
}

describe('rotating an API key', () => {
  it('gives the principal a new secret; the old one ends with its time of grace', async () => {
    const { store, old, rotate, opens } = await keysWith();

    const issued = await rotate(old.key, { graceSeconds: 60 });

    expect(issued?.key).toMatchObject({ principal, label: 'Nightly' });
    expect(await opens(issued?.secret, 3_600)).toBe(true);
    expect([await opens(old.secret, 59), await opens(old.secret, 60)]).toEqual([true, false]);
    expect(await store.findById(old.key.keyId)).toMatchObject({
      rotatedTo: issued?.key.keyId,
      expiresAt: at(60),
    });
  });

  it('ends the old one at once without grace', async () => {
    const { old, rotate, opens } = await keysWith();

    await rotate(old.key, { graceSeconds: 0 });

    expect(await opens(old.secret, 0)).toBe(false);
  });

  it('never lets the old one live longer than it was to', async () => {
    const { store, old, rotate } = await keysWith(at(30));

    await rotate(old.key, { graceSeconds: 60 });

    expect((await store.findById(old.key.keyId))?.expiresAt).toBe(at(30));
  });

  it('lets the new one live as long as the old one was given, or as told', async () => {
    const one = await keysWith(at(100));
    const other = await keysWith(at(100));

    const same = await one.rotate({ ...one.old.key, createdAt: at(-50) }, { graceSeconds: 0 });
    const told = await other.rotate(other.old.key, { graceSeconds: 0, expiresAt: at(500) });

    expect([same?.key.expiresAt, told?.key.expiresAt]).toEqual([at(150), at(500)]);
  });

  it.each<[string, Partial<ApiKey>]>([
    ['is revoked', { revokedAt: at(-1) }],
    ['has expired', { expiresAt: at(0) }],
    ['was rotated before', { rotatedTo: ulidOf(9) }],
  ])('does nothing to a key that %s', async (_case, changes) => {
    const { store, old, rotate } = await keysWith();

    expect(await rotate({ ...old.key, ...changes }, { graceSeconds: 60 })).toBeUndefined();
    expect((await store.list({ limit: 10 })).keys).toHaveLength(1);
  });

  it('leaves one good successor when it is done twice at the same time', async () => {
    const { store, old, rotate } = await keysWith();

    const issued = await Promise.all([
      rotate(old.key, { graceSeconds: 9 }),
      rotate(old.key, { graceSeconds: 9 }),
    ]);

    const { keys } = await store.list({ limit: 10 });
    expect(issued.filter(Boolean)).toHaveLength(1);
    expect(keys.filter(({ revokedAt }) => revokedAt === undefined)).toHaveLength(2);
  });
});
