import pg from 'pg';
import { VALUE_TYPES } from '../../../shared/engines/postgres-values.ts';
import { sameRows, sameTiedRows } from '../compare/same-rows.ts';
import { tieGroups } from '../compare/tie-groups.ts';

type Rows = readonly (readonly unknown[])[];

const STATEMENT_TIMEOUT_MS = 120_000;

export class ReferenceFailed extends Error {
  constructor(cause: unknown) {
    super(`The reference SQL failed: ${Object(cause).message}`, { cause });
    this.name = 'ReferenceFailed';
  }
}

/** Runs reference queries, read-only, directly on the database. */
export interface ReferenceDatabase {
  /** Whether rows are those of one of the references; throws ReferenceFailed when one does not run. */
  isRight(rows: Rows, references: readonly string[], ordered: boolean): Promise<boolean>;
  /** The rows of a query, values as the product gives them. */
  rows(sql: string): Promise<Rows>;
  close(): Promise<void>;
}

/** `schemas` is where unqualified names are looked up. */
export function openReferenceDatabase(
  url: string,
  schemas: readonly string[],
  connections: number,
): ReferenceDatabase {
  const pool = new pg.Pool({ connectionString: url, types: VALUE_TYPES, max: connections });
  // A connection that breaks while idle is opened anew by the next query.
  pool.on('error', () => undefined);
  const rows = (sql: string) => runReadOnly(pool, schemas, sql);
  return {
    rows,
    isRight: (given, references, ordered) => isRight(rows, given, references, ordered),
    close: () => pool.end(),
  };
}

async function isRight(
  run: (sql: string) => Promise<Rows>,
  given: Rows,
  references: readonly string[],
  ordered: boolean,
): Promise<boolean> {
  for (const sql of references) {
    const expected = await run(sql).catch((cause: unknown) => {
      throw new ReferenceFailed(cause);
    });
    if (sameRows(given, expected, ordered)) return true;
    const tied = mayTie(sql, ordered) ? await tieGroups(run, sql, expected.length) : undefined;
    if (tied && sameTiedRows(given, tied, ordered)) return true;
  }
  return false;
}

/** Ties matter where the order does, and where a LIMIT chooses among them. */
function mayTie(sql: string, ordered: boolean): boolean {
  return /\border\s+by\b/i.test(sql) && (ordered || /\blimit\s+\d+\s*;?\s*$/i.test(sql));
}

async function runReadOnly(pool: pg.Pool, schemas: readonly string[], sql: string): Promise<Rows> {
  const client = await pool.connect();
  try {
    const path = schemas.map((schema) => client.escapeIdentifier(schema)).join(', ');
    await client.query(
      `BEGIN READ ONLY; SET LOCAL statement_timeout = ${STATEMENT_TIMEOUT_MS}; SET LOCAL timezone = 'UTC'; SET LOCAL search_path = ${path}`,
    );
    // The extended protocol lets one statement through, as it does the model's.
    const query: pg.QueryArrayConfig & { queryMode: string } = {
      text: sql,
      rowMode: 'array',
      queryMode: 'extended',
    };
    return (await client.query(query)).rows;
  } finally {
    await client.query('ROLLBACK').then(
      () => client.release(),
      (error: Error) => client.release(error),
    );
  }
}
