import { describe, expect, it } from '@jest/globals';
import { InqueryError } from '../../../../shared/platform/inquery-error.ts';
import { Refusal } from '../../../../shared/sql-guard/verdict.ts';
import { withNearNames } from '../../../../tasks/check-sql/with-near-names.ts';
import { catalogOf, tableOf } from '../../../support/catalogs.ts';

const catalog = catalogOf([
  tableOf('customers', ['customer_id', 'company_name', 'country']),
  tableOf('suppliers', ['supplier_id', 'country_code']),
]);
const SQL = 'SELECT contry FROM shop.customers';

const failing = (error: Error) => () => Promise.reject(error);

describe('withNearNames', () => {
  it('names the columns like one that the guard does not know, those of the tables in the SQL first', async () => {
    const error = new Refusal('unknown-column', 'c.contry', 'There is no column c.contry.');

    await expect(withNearNames(SQL, catalog, failing(error))).rejects.toMatchObject({
      name: 'UnknownColumn',
      message: 'There is no column c.contry.',
      detail: 'columns with names like it: shop.customers.country, shop.suppliers.country_code',
    });
  });

  it('names the tables like one that does not exist', async () => {
    const error = new Refusal('unknown-table', 'shop.customer', 'There is no table shop.customer.');

    await expect(withNearNames(SQL, catalog, failing(error))).rejects.toMatchObject({
      name: 'UnknownRelation',
      detail: 'tables with names like it: shop.customers',
    });
  });

  it("keeps the place that the database's own error points at", async () => {
    const error = new InqueryError('UnknownColumn', 'column "contry" does not exist', {
      detail: 'SQLSTATE 42703 at character 8: contry FROM shop.customers',
    });

    await expect(withNearNames(SQL, catalog, failing(error))).rejects.toMatchObject({
      detail:
        'SQLSTATE 42703 at character 8: contry FROM shop.customers\n' +
        'columns with names like it: shop.customers.country, shop.suppliers.country_code',
    });
  });

  it('leaves every other error, and every success, as it is', async () => {
    const error = new InqueryError('GroupingError', 'must appear in the GROUP BY clause');

    await expect(withNearNames(SQL, catalog, failing(error))).rejects.toBe(error);
    await expect(withNearNames(SQL, catalog, () => Promise.resolve(1))).resolves.toBe(1);
  });
});
