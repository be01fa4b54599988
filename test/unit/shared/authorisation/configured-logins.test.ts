import { describe, expect, it } from '@jest/globals';
import { configuredAudiences } from '../../../../shared/authorisation/configured-logins.ts';
import { Policies } from '../../../../shared/contracts/policy.ts';
import { catalogOf, tableOf } from '../../../support/catalogs.ts';

const catalog = catalogOf([tableOf('customers', ['name', 'country']), tableOf('staff', ['name'])]);
const audiencesOf = (policies: object[]) =>
  configuredAudiences('shop', { secretName: 'inquery/shop', policies: Policies.parse(policies) }, catalog);

const TENANT = {
  name: 'tenant',
  roles: ['tenant'],
  tables: { allow: ['shop.customers'] },
  rowFilters: [{ table: 'shop.customers', column: 'country', attribute: 'country' }],
  logins: [{ country: 'Germany' }, { country: 'France' }],
};

describe('configuredAudiences', () => {
  it('gives the login of the source once, however many policies hide nothing', () => {
    const all = audiencesOf([
      { name: 'all', roles: ['admin'] },
      { name: 'too', roles: ['analyst'] },
    ]);

    expect(all.map(({ id, login }) => [id, login.secretName])).toEqual([['all', 'inquery/shop']]);
  });

  it('gives a login for each combination of attribute values, named by its place and not by a value', () => {
    const logins = audiencesOf([TENANT]);

    expect(logins.map(({ id }) => id)).toEqual(['tenant/0', 'tenant/1']);
    expect(new Set(logins.map(({ login }) => login.secretName)).size).toBe(2);
    expect(JSON.stringify(logins.map(({ id, login }) => [id, login]))).not.toMatch(/Germany|France/);
  });

  it('shows each the catalogue as its policy does', () => {
    const [staff] = audiencesOf([{ name: 'staff', roles: ['staff'], tables: { allow: ['shop.staff'] } }]);

    expect(staff?.visible.tables.map(({ name }) => name)).toEqual(['staff']);
    expect(staff?.audience).toMatchObject({ secretName: staff?.login.secretName, policy: { name: 'staff' } });
  });

  it('has no login of the source when every policy hides something', () => {
    expect(audiencesOf([TENANT]).filter(({ login }) => login.secretName === 'inquery/shop')).toEqual([]);
  });
});
