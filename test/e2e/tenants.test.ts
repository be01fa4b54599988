import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import standing from '../../inquery.config.json' with { type: 'json' };
import type { QuestionView } from '../../shared/contracts/job.ts';
import { clientOf, configure, orderSql, putSecrets } from '../security/support/operate.ts';
import { makeTenantDatabase } from '../security/support/tenant-database.ts';
import { TENANT_POLICY } from '../security/support/tenant-policies.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';

/** Written about customers of France, so that each would tell of another tenant if it could. */
const FRENCH = ['France', 'FRAN', 'Blondesddsl', 'Paris', 'Marseille', 'Lyon', 'Strasbourg', 'Nantes'];

describe('tenants of one database', () => {
  let running: RunningStack;
  let german: Awaited<ReturnType<typeof clientOf>>;
  let french: typeof german;

  beforeAll(async () => {
    running = await runStack();
    const { stack, adminUrl } = running;
    const { secrets } = await makeTenantDatabase(adminUrl);
    const { northwind } = standing.sources;
    const policies = [{ name: 'all', roles: ['admin'] }, TENANT_POLICY];
    await configure(stack, {
      ...standing,
      sources: { northwind: { ...northwind, policies, limits: { planCost: 100_000 } } },
    });
    await putSecrets(stack, secrets);
    german = await clientOf(stack, 'german', ['tenant'], { country: 'Germany' });
    french = await clientOf(stack, 'french', ['tenant'], { country: 'France' });
  }, 60_000);

  afterEach(() => running.stack.faults.clear());

  afterAll(() => running?.stop());

  const answerTo = async (client: typeof german, sql: string): Promise<QuestionView> => {
    orderSql(running.stack, sql);
    const job = await client.ask('How many customers are there?');
    running.stack.faults.clear();
    return job;
  };

  it('answers each with its own rows', async () => {
    const sql = 'SELECT country, count(*) AS customers FROM northwind.customers GROUP BY country';

    const answers = [await answerTo(german, sql), await answerTo(french, sql)];

    expect(answers.map(({ status, rows }) => [status, rows?.map(([country]) => country)])).toEqual([
      ['ANSWERED', ['Germany']],
      ['ANSWERED', ['France']],
    ]);
  });

  it('answers what the model writes by itself', async () => {
    const job = await german.ask('How many customers are there?');

    expect(job).toMatchObject({ status: 'ANSWERED', rows: [['11']] });
  });

  it.each([
    'SELECT * FROM northwind.customers',
    'SELECT customer_id, company_name, city, country FROM northwind.customers',
    "SELECT company_name, city FROM northwind.customers WHERE country = 'France'",
    'SELECT to_jsonb(c) FROM northwind.customers c',
    'SELECT array_agg(DISTINCT country), max(company_name), min(city) FROM northwind.customers',
    'SELECT o.ship_country, o.ship_city FROM northwind.orders o',
    'SELECT c.city, o.ship_country FROM northwind.orders o LEFT JOIN northwind.customers c USING (customer_id)',
    'WITH a AS (SELECT * FROM northwind.orders) SELECT ship_country, count(*) FROM a GROUP BY 1',
    'SELECT country, count(*) FROM northwind.customer_orders GROUP BY country',
    "SELECT set_config('role', 'inquery_reader', false), country FROM northwind.customers",
    "SELECT country FROM northwind.customers WHERE set_config('row_security', 'off', false) = 'off'",
    'SET ROLE inquery_reader',
    'RESET ROLE',
    'EXPLAIN SELECT * FROM northwind.customers',
    "EXPLAIN (FORMAT JSON) SELECT * FROM northwind.customers WHERE country = 'France'",
    'SELECT company_name::int FROM northwind.customers',
    'SELECT city::date FROM northwind.customers ORDER BY city DESC',
    'SELECT phone FROM northwind.customers',
    'SELECT company_name FROM northwind.suppliers',
    'SELECT contact FROM nw_abbr.t_cust_mst',
    'SELECT qual FROM pg_policies',
    'SELECT most_common_vals FROM pg_stats',
    'SELECT * FROM northwind.all_names()',
  ])('tells no tenant of another one by %s', async (sql) => {
    const job = await answerTo(german, sql);

    // Its own words come back to whoever asked; everything else must not know of France.
    const told = JSON.stringify(job).replaceAll(JSON.stringify(sql).slice(1, -1), '');
    expect(FRENCH.filter((word) => told.includes(word))).toEqual([]);
  });

  it('would find the words of the others where they are told', async () => {
    const job = await answerTo(running.api, 'SELECT city, country FROM northwind.customers');

    expect(JSON.stringify(job)).toContain('France');
  });

  it('says no figures of the planner, which knows of all rows', async () => {
    const three = 'northwind.order_details a, northwind.order_details b, northwind.order_details c';

    const job = await answerTo(german, `SELECT count(*) FROM ${three}`);

    expect(job.error?.name).toMatch(/TooExpensive|UnsafeSql/);
    expect(job.error?.message).not.toMatch(/\d\d/);
  });

  it.each([
    ['has no role of any policy', ['visitor'], { country: 'Germany' }],
    ['lacks the attribute', ['tenant'], {}],
    ['is of a tenant without a login', ['tenant'], { country: 'Spain' }],
    ['is of a tenant without a secret', ['tenant'], { country: 'Italy' }],
    ['has an attribute that is SQL', ['tenant'], { country: "x' OR 'a' = 'a" }],
  ])('refuses who %s', async (_, roles, attributes) => {
    const client = await clientOf(running.stack, 'other', roles, attributes);

    const { status, body } = await client.call('POST', '/v1/questions', {
      question: 'How many customers are there?',
    });
    const outcome = status === 202 ? (await client.ended(body.id)).error?.name : body.title;

    expect(['NotAuthorised', 'SourceNotFound']).toContain(outcome);
  });
});
