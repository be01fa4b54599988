import { describe, expect, it } from '@jest/globals';
import { visibleToAll } from '../../../../shared/authorisation/visible-to-all.ts';
import { RefreshRequest } from '../../../../shared/contracts/catalog-machine.ts';
import { Configuration } from '../../../../shared/contracts/configuration.ts';
import { planRefresh } from '../../../../tasks/plan-refresh/plan-refresh.ts';
import { validDocument } from '../../../support/valid-configuration.ts';

const { sources, ...document } = validDocument();
const policies = [
  { name: 'all', roles: ['admin'] },
  { name: 'open', roles: ['clerk'] },
  { name: 'some', roles: ['guest'], tables: { allow: ['shop.a'] }, columns: { 'shop.a': { deny: ['x'] } } },
  {
    ...{ name: 'tenant', roles: ['tenant'], tables: { allow: ['shop.a'] } },
    rowFilters: [{ table: 'shop.a', column: 'country', attribute: 'country' }],
    logins: [{ country: 'Germany' }, { country: 'France' }],
  },
];
const configuration = Configuration.parse({
  ...document,
  sources: { shop: { ...sources.shop, policies }, other: sources.shop },
});
const plan = (request: object) => planRefresh(RefreshRequest.parse(request), configuration).refreshes;

describe('planRefresh', () => {
  it.each([
    [{ scope: 'all' }, ['shop all', 'other all']],
    [{ source: 'other' }, ['other all']],
    [{ source: 'shop', scope: 'knowledge' }, ['shop knowledge']],
    [{ metadataKey: 'metadata/shop/a.csv' }, ['shop knowledge']],
    [{ metadataKey: 'metadata/gone/a.csv' }, []],
    [{ metadataKey: 'metadata/constructor/a.csv' }, []],
  ])('of %j refreshes %j', (request, expected) => {
    expect(plan(request).map(({ source: name, scope }) => `${name} ${scope}`)).toEqual(expected);
  });

  it('refuses a source that is not configured', () => {
    expect(() => plan({ source: 'nowhere' })).toThrow('There is no source "nowhere".');
  });

  it('lists every login that questions may run under, each once', () => {
    const [shop] = plan({ source: 'shop' });

    expect(shop?.logins.map(({ role }) => role?.replace(/_[0-9a-f]+$/, ''))).toEqual([
      undefined,
      'inquery_some',
      'inquery_tenant',
      'inquery_tenant',
    ]);
  });
});

describe('visibleToAll', () => {
  it('is what every policy shows', () => {
    const isVisible = visibleToAll(configuration.sources.shop?.policies ?? []);

    expect([isVisible('shop.a', 'y'), isVisible('shop.a', 'x'), isVisible('shop.b', 'y')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
