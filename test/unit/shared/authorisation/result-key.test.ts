import { describe, expect, it } from '@jest/globals';
import { authorise } from '../../../../shared/authorisation/authorise.ts';
import { resultKey } from '../../../../shared/authorisation/result-key.ts';
import { SourceConfiguration } from '../../../../shared/contracts/configuration.ts';

const SQL = 'SELECT count(*) FROM shop.orders';
const TENANT = {
  name: 'tenant',
  roles: ['tenant'],
  tables: { allow: ['shop.orders'] },
  rowFilters: [{ table: 'shop.orders', column: 'country', attribute: 'country' }],
};

const sourceWith = (change: object = {}) =>
  SourceConfiguration.parse({
    engine: 'postgres',
    secretName: 'inquery/shop',
    schemas: ['shop'],
    policies: [{ name: 'all', roles: ['admin', 'analyst'] }, TENANT],
    ...change,
  });

function keyOf(roles: string[], country = 'Germany', source = sourceWith(), sql = SQL): string {
  const access = authorise('shop', source, { id: 'anyone', roles, attributes: { country } });
  return resultKey('shop', source, access, sql);
}

describe('the key of a kept result', () => {
  it('is the same for all who read with the same login', () => {
    expect(keyOf(['admin'])).toBe(keyOf(['analyst'], 'France'));
    expect(keyOf(['tenant'])).toBe(keyOf(['tenant']));
  });

  it.each([
    ['another login', keyOf(['tenant'], 'France')],
    ['a login that sees all', keyOf(['admin'])],
    ['other SQL', keyOf(['tenant'], 'Germany', sourceWith(), `${SQL} LIMIT 1`)],
    ['another row cap', keyOf(['tenant'], 'Germany', sourceWith({ limits: { rows: 5 } }))],
    [
      'a policy that was changed',
      keyOf(
        ['tenant'],
        'Germany',
        sourceWith({ policies: [{ ...TENANT, columns: { 'shop.orders': { deny: ['freight'] } } }] }),
      ),
    ],
  ])('is another one for %s', (_, key) => {
    expect(key).not.toBe(keyOf(['tenant']));
  });
});
