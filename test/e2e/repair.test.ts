import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import standing from '../../inquery.config.json' with { type: 'json' };
import { findVariable } from '../../local/stack/find-variable.ts';
import { putConfiguration } from './support/put-configuration.ts';
import { type RunningStack, runStack } from './support/running-stack.ts';

const QUESTION = 'How many customers are there?';

describe('mending SQL', () => {
  let running: RunningStack;

  beforeAll(async () => {
    running = await runStack();
    const { nw_abbr, ...sources } = standing.sources;
    const hasty = { ...nw_abbr, limits: { statementSeconds: 0.5 } };
    await putConfiguration(running, { ...standing, sources: { ...sources, nw_abbr: hasty } });
    await running.api.call('POST', '/v1/config/reload');
  });

  afterEach(() => running.stack.faults.clear());

  afterAll(() => running?.stop());

  const writes = (...statements: string[]) =>
    running.stack.faults.order(
      statements.map((sql) => ({
        kind: 'reply' as const,
        match: { tool: 'write_sql' },
        name: 'write_sql',
        input: { sql, assumptions: [], confidence: 1 },
      })),
    );

  /** What the models of a state were shown, one after the other. */
  const promptsOf = async (jobId: string, state: string) => {
    const { s3 } = running.stack.clients;
    const Bucket = findVariable(running.stack.resources, 'DATA_BUCKET');
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket, Prefix: `jobs/${jobId}/exchanges/` }),
    );
    const keys = Contents.flatMap(({ Key }) => (Key?.includes(`-${state}-`) ? [Key] : [])).sort();
    return Promise.all(
      keys.map(async (Key) => {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key }));
        return String(JSON.parse(String(await Body?.transformToString())).prompt);
      }),
    );
  };

  it("shows the database's code and the place in the SQL", async () => {
    writes('SELECT count(*) FROM northwind.customers WHERE (company_name');

    const job = await running.api.ask(QUESTION);

    expect(job).toMatchObject({ status: 'ANSWERED', rows: [['91']] });
    expect(job.attempts.map(({ error }) => error?.name)).toEqual(['SqlSyntaxError', undefined]);
    expect(await promptsOf(job.id, 'Reflect')).toEqual([expect.stringContaining('error: SqlSyntaxError')]);
  });

  it('shows code and place of what only the database can know', async () => {
    writes('SELECT count(*) FROM northwind.customers WHERE company_name + 1 = 2');

    const job = await running.api.ask(QUESTION);

    expect(job).toMatchObject({ status: 'ANSWERED', rows: [['91']] });
    expect(job.attempts[0]?.error?.detail).toBe('SQLSTATE 42883 at character 61: + 1 = 2');
    expect(await promptsOf(job.id, 'Reflect')).toEqual([expect.stringContaining('SQLSTATE 42883')]);
  });

  it('shows the columns that do exist near a misspelt one', async () => {
    writes('SELECT count(*) FROM northwind.customers WHERE contry IS NOT NULL');

    const job = await running.api.ask(QUESTION);

    expect(job).toMatchObject({ status: 'ANSWERED', rows: [['91']] });
    const [prompt] = await promptsOf(job.id, 'Reflect');
    expect(prompt).toMatch(/columns with names like it: northwind\.customers\.country/);
  });

  it('mends SQL that ran out of time', async () => {
    writes('SELECT count(*) FROM generate_series(1, 1000000) AS a, generate_series(1, 10) AS b');

    const job = await running.api.ask(QUESTION, { source: 'nw_abbr' });

    expect(job).toMatchObject({ status: 'ANSWERED', rows: [['91']] });
    expect(job.attempts.map(({ error }) => error?.name)).toEqual(['StatementTimeout', undefined]);
  });

  it('mends a literal that is not stored, from the values that are', async () => {
    writes("SELECT count(*) FROM northwind.customers WHERE country = 'Germny'");

    const job = await running.api.ask('How many customers are in Germany?');

    expect(job.status).toBe('ANSWERED');
    expect(job.rows).not.toEqual([['0']]);
    expect(job.attempts.map(({ error }) => error?.name)).toEqual(['SuspiciousEmptyResult', undefined]);
    expect((await promptsOf(job.id, 'Reflect'))[0]).toContain(
      "stored in northwind.customers.country, most like 'Germny': 'Germany'",
    );
  });

  it('believes an empty result after it was mended once', async () => {
    const sql = "SELECT count(*) FROM northwind.customers WHERE country = 'Germny'";
    writes(sql, sql);

    const job = await running.api.ask('How many customers are in Germany?');

    expect(job).toMatchObject({ status: 'ANSWERED', rows: [['0']] });
    expect(job.attempts).toHaveLength(2);
    expect(job.assumptions).toContain("No value of northwind.customers.country is 'Germny'.");
  });

  it('believes an honest zero at once', async () => {
    writes(
      "SELECT count(*) FROM northwind.customers WHERE country = 'Germany' AND company_name = 'Les Halles Bonnet'",
    );

    const job = await running.api.ask(QUESTION);

    expect(job).toMatchObject({ status: 'ANSWERED', rows: [['0']], assumptions: [] });
    expect(job.attempts).toHaveLength(1);
  });

  it('believes at once what nothing stored is like, and says so', async () => {
    writes("SELECT count(*) FROM northwind.customers WHERE country = 'Atlantis'");

    const job = await running.api.ask(QUESTION);

    expect(job).toMatchObject({ status: 'ANSWERED', rows: [['0']] });
    expect(job.assumptions).toEqual(["No value of northwind.customers.country is 'Atlantis'."]);
  });

  it('shows more of the schema to the second repair', async () => {
    writes('SELECT a FROM northwind.customers', 'SELECT b FROM northwind.customers');

    const job = await running.api.ask('How many orders were shipped to Germany in 2024?');

    expect(job.status).toBe('ANSWERED');
    const [first = '', second = ''] = await promptsOf(job.id, 'Reflect');
    expect(second.match(/CREATE TABLE/g)?.length).toBeGreaterThan(first.match(/CREATE TABLE/g)?.length ?? 0);
  });
});
