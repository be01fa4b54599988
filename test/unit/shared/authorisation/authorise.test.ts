import { describe, expect, it } from '@jest/globals';
import { authorise, policyFor, visibleSources } from '../../../../shared/authorisation/authorise.ts';
import { Policies } from '../../../../shared/contracts/policy.ts';

const SOURCE = {
  secretName: 'inquery/shop',
  policies: Policies.parse([
    { name: 'all', roles: ['admin'] },
    {
      name: 'region',
      roles: ['sales', 'support'],
      tables: { allow: ['s.customers'] },
      rowFilters: [
        { table: 's.customers', column: 'region', attribute: 'region' },
        { table: 's.customers', column: 'tenant', attribute: 'tenant' },
      ],
    },
    { name: 'catalogue', roles: ['support'], tables: { deny: ['s.customers'] } },
  ]),
};
const who = (roles: string[], attributes: Record<string, string> = {}) => ({ id: 'ann', roles, attributes });

describe('authorise', () => {
  it('uses the source’s own login for a policy that hides nothing', () => {
    expect(authorise('shop', SOURCE, who(['admin'])).login).toEqual({ secretName: 'inquery/shop' });
  });

  it('takes the first policy that has one of the roles', () => {
    expect(policyFor(SOURCE, who(['support', 'admin']))?.name).toBe('all');
    expect(policyFor(SOURCE, who(['support']))?.name).toBe('region');
  });

  it('names the login after the policy and the values of the attributes that it filters by, and no others', () => {
    const login = (attributes: Record<string, string>) =>
      authorise('shop', SOURCE, who(['sales'], attributes)).login;

    const one = login({ region: 'north', tenant: 'a', language: 'de' });

    expect(one.secretName).toMatch(/^inquery\/shop\/region\/[0-9a-f]{16}$/);
    expect(one.role).toBe(`inquery_region_${one.secretName.slice(-16)}`);
    expect(login({ tenant: 'a', region: 'north' })).toEqual(one);
    expect(login({ region: 'a', tenant: 'north' })).not.toEqual(one);
    expect(authorise('other', SOURCE, who(['sales'], { region: 'north', tenant: 'a' })).login).not.toEqual(
      one,
    );
  });

  it.each([
    ['has no role of any policy', who(['visitor'])],
    ['has no role', who([])],
    ['lacks an attribute', who(['sales'], { region: 'north' })],
    ['has an empty attribute', who(['sales'], { region: '', tenant: 'a' })],
    [
      'has an attribute of every object only',
      who(['sales'], Object.create({ region: 'north', tenant: 'a' })),
    ],
  ])('refuses who %s', (_, principal) => {
    expect(() => authorise('shop', SOURCE, principal)).toThrow(
      expect.objectContaining({ name: 'NotAuthorised' }),
    );
  });
});

describe('visibleSources', () => {
  it('are those of which a policy shows something', () => {
    const sources = { shop: SOURCE, closed: { ...SOURCE, policies: [] } };

    // Only policies are read of a source.
    expect(visibleSources({ sources } as never, who(['support']))).toEqual(['shop']);
  });
});
