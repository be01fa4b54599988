import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { type RunningStack, runStack } from './support/running-stack.ts';

describe('values as people write them', () => {
  let running: RunningStack;
  let reader: pg.Client;

  beforeAll(async () => {
    running = await runStack();
    reader = new pg.Client({ connectionString: running.readerUrl });
    await reader.connect();
  });

  afterAll(async () => {
    await reader?.end();
    await running?.stop();
  });

  const count = async (from: string, value: string) => {
    const { rows } = await reader.query(`SELECT count(*) AS found FROM ${from}`, [value]);
    return rows[0].found;
  };
  const customers = (column: string) => `northwind.customers WHERE ${column} = $1`;
  const orders = 'northwind.orders JOIN northwind.customers USING (customer_id) WHERE company_name = $1';
  const products =
    'northwind.products JOIN northwind.categories USING (category_id) WHERE category_name = $1';

  describe.each(['northwind', 'nw_abbr'])('in %s', (source) => {
    it.each([
      ['How many orders did les halles bonet place?', 'Les Halles Bonnet', orders],
      ['How many orders did Armazem Baros place?', 'Armazém Barros', orders],
      ['How many orders does Traiteur Demlas have?', 'Traiteur Delmas', orders],
      ['How many orders did mercer and sons grocers place?', 'Mercer & Sons Grocers', orders],
      ['How many customers are in Germny?', 'Germany', customers('country')],
      ['How many customers are from brzail?', 'Brazil', customers('country')],
      ['How many customers are in the US?', 'USA', customers('country')],
      ['How many products are in the category bev?', 'Beverages', products],
    ])('answers "%s" with the rows of %s', async (question, stored, from) => {
      const expected = await count(from, stored);

      const job = await running.api.ask(question, { source });

      expect({ sql: job.sql, rows: job.rows }).toEqual({
        sql: expect.stringContaining(`= '${stored}'`),
        rows: [[expected]],
      });
      expect(expected).not.toBe('0');
    });

    it.each([
      ['nothing is called so', 'How many customers are in Atlantis?', undefined],
      ['it may be several', 'How many orders did Bonnet place?', /could be/],
    ])('says so rather than guess when %s', async (_, question, reason) => {
      const job = await running.api.ask(question, { source });

      expect(job).toMatchObject({ status: 'REFUSED', error: { name: 'NotAnswerable' } });
      if (reason) expect(job.error?.message).toMatch(reason);
    });
  });

  it('says what a misspelt word was taken for', async () => {
    const { assumptions } = await running.api.ask('How many customers are in Germny?');

    expect(assumptions).toEqual(['"Germny" is taken for Germany']);
  });
});
