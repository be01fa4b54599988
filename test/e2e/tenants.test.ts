import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import standing from '../../inquery.config.json' with { type: 'json' };
import { findVariable } from '../../local/stack/find-variable.ts';
import { invokeTask } from '../../local/stack/invoke-task.ts';
import type { QuestionView } from '../../shared/contracts/job.ts';
import { valueIndexKey } from '../../shared/retrieval/value-index-owner.ts';
import { clientOf, configure, orderSql, putSecrets } from '../security/support/operate.ts';
import { makeTenantDatabase, tenantLogin } from '../security/support/tenant-database.ts';
import { TENANT_POLICY } from '../security/support/tenant-policies.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';

/** Written about customers of France, so that each would tell of another tenant if it could. */
const FRENCH = ['France', 'FRAN', 'Blondesddsl', 'Paris', 'Marseille', 'Lyon', 'Strasbourg', 'Nantes'];

describe('tenants of one database', () => {
  let running: RunningStack;
  let german: Awaited<ReturnType<typeof clientOf>>;
  let french: typeof german;
  let admin: pg.Client;

  beforeAll(async () => {
    running = await runStack();
    const { stack, adminUrl } = running;
    const { secrets } = await makeTenantDatabase(adminUrl);
    admin = new pg.Client({ connectionString: adminUrl });
    await admin.connect();
    const { northwind } = standing.sources;
    const policies = [{ name: 'all', roles: ['admin'] }, TENANT_POLICY];
    await configure(stack, {
      ...standing,
      // Kept results too are asked for whatever the other tenant may see.
      sources: {
        northwind: { ...northwind, policies, limits: { planCost: 100_000 }, resultCacheSeconds: 3_600 },
      },
    });
    await putSecrets(stack, secrets);
    await invokeTask(stack.resources, stack.functions, 'build-value-index', { source: 'northwind' });
    german = await clientOf(stack, 'german', ['tenant'], { country: 'Germany' });
    french = await clientOf(stack, 'french', ['tenant'], { country: 'France' });
  });

  afterEach(() => running.stack.faults.clear());

  afterAll(async () => {
    await admin?.end();
    await running?.stop();
  });

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

  it('answers again from the rows that were kept for the same tenant, and for no other', async () => {
    const sql = 'SELECT min(country) AS country FROM northwind.customers';

    const jobs = [
      await answerTo(german, sql),
      await answerTo(french, sql),
      await answerTo(german, sql),
      await answerTo(french, sql),
    ];

    const rows = jobs.map((job) => job.rows?.[0]?.[0]);
    expect(rows.slice(0, 2)).toEqual(rows.slice(2));
    expect(rows[0]).not.toEqual(rows[1]);
    expect(jobs.map(({ ranAt }) => ranAt)).toEqual([0, 1, 0, 1].map((index) => jobs[index]?.ranAt));
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

    // Its own words come back to whoever asked, as SQL, in plain words, and as what was looked for in vain; all else
    // must not know of France.
    const told = JSON.stringify({ ...job, explanation: undefined })
      .replaceAll(JSON.stringify(sql).slice(1, -1), '')
      .replaceAll("No value of northwind.customers.country is 'France'.", '');
    expect(FRENCH.filter((word) => told.includes(word))).toEqual([]);
  });

  it('would find the words of the others where they are told', async () => {
    const job = await answerTo(running.api, 'SELECT city, country FROM northwind.customers');

    expect(JSON.stringify(job)).toContain('France');
  });

  describe('whose values are indexed', () => {
    /** A name that only this country's tenant may see, with a letter left out. */
    const misspelt = async (country: string) => {
      const { rows } = await admin.query(
        `SELECT company_name FROM northwind.customers WHERE country = '${country}' ORDER BY length(company_name) DESC LIMIT 1`,
      );
      const name = String(rows[0]?.company_name);
      return { name, written: `${name.slice(0, -3)}${name.slice(-2)}`.toLowerCase() };
    };

    /** All that is kept of a question: what the model was shown, what it said, what came of it. */
    const keptOf = async ({ id }: QuestionView) => {
      const { clients, resources } = running.stack;
      const Bucket = findVariable(resources, 'DATA_BUCKET');
      const { Contents = [] } = await clients.s3.send(
        new ListObjectsV2Command({ Bucket, Prefix: `jobs/${id}/` }),
      );
      const read = async (Key: string | undefined) =>
        (await clients.s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString() ?? '';
      return (await Promise.all(Contents.map(({ Key }) => read(Key)))).join('\n');
    };

    const indexOf = async (country: string) => {
      const { clients, resources } = running.stack;
      const Key = valueIndexKey('northwind', tenantLogin(country).secretName);
      const Bucket = findVariable(resources, 'DATA_BUCKET');
      const { Body } = await clients.s3.send(new GetObjectCommand({ Bucket, Key }));
      return Buffer.from((await Body?.transformToByteArray()) ?? []).toString('utf8');
    };

    it('finds for a tenant the name it misspells', async () => {
      const { name, written } = await misspelt('Germany');

      const job = await german.ask(`How many orders did ${written} place?`);

      expect(job).toMatchObject({ status: 'ANSWERED', sql: expect.stringContaining(`'${name}'`) });
      expect(await keptOf(job)).toContain(`= '${name}'`);
    });

    it('puts no name of another tenant into a prompt, an answer or what is kept of it', async () => {
      const { name, written } = await misspelt('France');

      const job = await german.ask(`How many orders did ${written} place in Frnce?`);

      const told = `${JSON.stringify(job)}\n${await keptOf(job)}`;
      expect([name, ...FRENCH].filter((word) => told.includes(word))).toEqual([]);
      expect(await keptOf(job)).toContain('<schema>');
    });

    it('keeps the values of each tenant in a file of its own', async () => {
      const [ours, theirs] = [await misspelt('Germany'), await misspelt('France')];
      const files = await Promise.all([indexOf('Germany'), indexOf('France')]);

      expect(files.map((file) => [file.includes(ours.name), file.includes(theirs.name)])).toEqual([
        [true, false],
        [false, true],
      ]);
    });

    it('reads no column that the policy hides', async () => {
      const { rows } = await admin.query(
        "SELECT phone FROM northwind.customers WHERE country = 'Germany' LIMIT 1",
      );

      expect(await indexOf('Germany')).not.toContain(String(rows[0]?.phone));
    });
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
