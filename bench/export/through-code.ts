import pg from 'pg';
import type { Row } from '../../shared/contracts/rows.ts';
import type { CopySink } from '../../shared/engines/copy-sink.ts';
import type { DatabaseSecret } from '../../shared/engines/postgres-secret.ts';
import { columnsOf } from '../../shared/engines/postgres-type-names.ts';
import { VALUE_TYPES } from '../../shared/engines/postgres-values.ts';
import { type RowsCsvOptions, writeRows } from '../../shared/exports/rows-to-csv.ts';

const ROWS_AT_A_TIME = 10_000;

/** The usual way: a cursor, rows as values in batches, each turned back into text by csv-stringify. */
export async function throughCode(
  { host, port, dbname, username, password }: DatabaseSecret,
  sql: string,
  sink: CopySink,
  options: RowsCsvOptions,
): Promise<number> {
  const pool = new pg.Pool({ host, port, database: dbname, user: username, password, types: VALUE_TYPES });
  const client = await pool.connect();
  await client.query('BEGIN READ ONLY');
  await client.query(`DECLARE rows CURSOR FOR ${sql}`);
  const { fields } = await client.query({ text: 'FETCH 0 FROM rows', rowMode: 'array' });
  return writeRows(sink, await columnsOf(pool, fields), batches(client), options);
}

async function* batches(client: pg.PoolClient): AsyncGenerator<readonly Row[]> {
  for (;;) {
    const text = `FETCH ${ROWS_AT_A_TIME} FROM rows`;
    const { rows } = await client.query<Row>({ text, rowMode: 'array', types: VALUE_TYPES });
    if (rows.length === 0) return;
    yield rows;
  }
}
