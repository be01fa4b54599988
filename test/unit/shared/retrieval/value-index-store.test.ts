import { describe, expect, it } from '@jest/globals';
import { Policy } from '../../../../shared/contracts/policy.ts';
import { valueIndexKey } from '../../../../shared/retrieval/value-index-owner.ts';
import { createValueIndexStore } from '../../../../shared/retrieval/value-index-store.ts';
import { createValueIndexWriter } from '../../../../shared/retrieval/value-index-writer.ts';
import { catalogOf, tableOf } from '../../../support/catalogs.ts';
import { createFakeLogger } from '../../../support/fake-logger.ts';
import { createMemoryObjectStore } from '../../../support/memory-object-store.ts';

const catalog = catalogOf([tableOf('customers', ['name'])]);
const policy = Policy.parse({ name: 'tenant', roles: ['tenant'], tables: { allow: ['shop.customers'] } });
const ANNA = { secretName: 'shop/tenant/anna', policy };
const BERT = { secretName: 'shop/tenant/bert', policy };
const column = (...values: string[]) => [{ table: 'shop.customers', column: 'name', values }];

function prepare() {
  const objects = createMemoryObjectStore();
  const { logger, lines } = createFakeLogger();
  const clock = { now: 0 };
  const open = () => createValueIndexStore(objects, logger, () => clock.now);
  const { save } = createValueIndexWriter(objects);
  return { objects, lines, clock, save, store: open(), open };
}

const namesIn = async (store: ReturnType<typeof createValueIndexStore>, audience = ANNA, of = catalog) =>
  (await store.load(of, audience))?.lookup('anker birke cedar', of).map(({ value }) => value);

describe('a store of value indexes', () => {
  it('gives each login its own and none to others', async () => {
    const { save, open } = prepare();
    await save(catalog, ANNA, column('Anker'));
    await save(catalog, BERT, column('Birke'));

    expect([await namesIn(open()), await namesIn(open(), BERT)]).toEqual([['Anker'], ['Birke']]);
    expect(await open().load(catalog, { secretName: 'shop/tenant/carl', policy })).toBeUndefined();
  });

  it('refuses a file that lies where another login looks for its own', async () => {
    const { save, store, objects, lines } = prepare();
    await save(catalog, BERT, column('Birke'));
    const stray = objects.objects.get(valueIndexKey('shop', BERT.secretName)) ?? Buffer.of();
    objects.objects.set(valueIndexKey('shop', ANNA.secretName), stray);

    expect(await store.load(catalog, ANNA)).toBeUndefined();
    expect(lines).toMatchObject([{ level: 'warn' }]);
  });

  it('refuses one that was made before its policy was changed', async () => {
    const { save, store } = prepare();
    const rowFilters = [{ table: 'shop.customers', column: 'name', attribute: 'name' }];
    await save(catalog, ANNA, column('Anker'));

    expect(await store.load(catalog, { ...ANNA, policy: { ...policy, rowFilters } })).toBeUndefined();
  });

  it.each([
    ['empty', Buffer.of()],
    ['of another kind', Buffer.from('{"not": "an index", "of": "values"}')],
    ['cut off', undefined],
  ])('goes on without a file that is %s, and says so', async (_, bytes) => {
    const { save, store, objects, lines } = prepare();
    await save(catalog, ANNA, column('Anker', 'Birke'));
    const key = valueIndexKey('shop', ANNA.secretName);
    objects.objects.set(key, bytes ?? objects.objects.get(key)?.subarray(0, -40) ?? Buffer.of());

    expect(await store.load(catalog, ANNA)).toBeUndefined();
    expect(lines).toHaveLength(1);
  });

  it('reads a file once while its catalogue is in use, and again after a while', async () => {
    const { save, store, objects, clock } = prepare();
    await save(catalog, ANNA, column('Anker'));
    await namesIn(store);
    await save(catalog, ANNA, column('Birke'));

    const kept = await namesIn(store);
    clock.now = 301_000;

    expect([kept, await namesIn(store), objects.reads.length]).toEqual([['Anker'], ['Birke'], 2]);
  });

  it('reads it again when the catalogue has been built anew', async () => {
    const { save, store } = prepare();
    await save(catalog, ANNA, column('Anker'));
    await namesIn(store);
    await save(catalog, ANNA, column('Cedar'));

    expect(await namesIn(store, ANNA, { ...catalog, builtAt: '2026-02-02T00:00:00.000Z' })).toEqual([
      'Cedar',
    ]);
  });

  it('keeps the last index when the catalogue has a new version', async () => {
    const { save, open } = prepare();
    await save(catalog, ANNA, column('Anker'));

    expect(await namesIn(open(), ANNA, { ...catalog, version: 'v2' })).toEqual(['Anker']);
  });

  it('writes neither the name of a login nor a value into keys', async () => {
    const { save, objects } = prepare();
    await save(catalog, ANNA, column('Anker'));

    expect([...objects.objects.keys()]).toEqual([
      expect.stringMatching(/^catalog\/shop\/values\/[0-9a-f]{32}\.bin$/),
    ]);
  });

  it('reads a file wherever its bytes begin', async () => {
    const { save, store, objects } = prepare();
    await save(catalog, ANNA, column('Anker'));
    const key = valueIndexKey('shop', ANNA.secretName);
    const shifted = Buffer.concat([Buffer.of(0), objects.objects.get(key) ?? Buffer.of()]).subarray(1);
    objects.objects.set(key, shifted);

    expect(await namesIn(store)).toEqual(['Anker']);
  });
});
