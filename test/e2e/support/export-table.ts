import pg from 'pg';
import { refreshCatalogs } from '../../../local/stack/refresh-catalogs.ts';
import type { RunningStack } from './running-stack.ts';

/** A million rows: an export of them takes seconds, so that something can befall it. */
export const BIG = 'SELECT * FROM northwind.big_lines ORDER BY id';
export const BIG_ROWS = 1_000_000;
/** Of 8 MiB each, all but the last. */
export const BIG_PARTS = 13;

/** A table beside the sample, and the catalogue with it. */
export async function createBigTable({ adminUrl, stack }: RunningStack): Promise<void> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  await client.query(`
    CREATE UNLOGGED TABLE northwind.big_lines AS
    SELECT n::int4 AS id, md5(n::text) AS note, repeat('x', 60) AS filler
    FROM generate_series(1, ${BIG_ROWS}) AS n`);
  await client.query('GRANT SELECT ON northwind.big_lines TO inquery_reader');
  await client.end();
  await refreshCatalogs(stack);
}

/** An answered question of this SQL, the model told what to write. */
export async function answeredQuestion({ api, stack }: RunningStack, sql: string): Promise<string> {
  stack.faults.order([
    {
      kind: 'reply',
      times: 1,
      match: { tool: 'write_sql' },
      name: 'write_sql',
      input: { sql, assumptions: [], confidence: 1 },
    },
  ]);
  const { id, status, error } = await api.ask('List all big lines', { mode: 'sql' });
  if (status !== 'ANSWERED') throw new Error(`The question ended as ${status}: ${error?.message}`);
  return id;
}
