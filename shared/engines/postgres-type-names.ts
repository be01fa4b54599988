import pg from 'pg';
import type { Column } from '../contracts/rows.ts';
import { postgresError } from './postgres-errors.ts';

/** Built-in types by their number; the driver's constants are named as pg_type names them, in capitals. */
const builtIn = new Map<number, string>(
  Object.entries(pg.types.builtins).map(([name, oid]) => [Number(oid), name.toLowerCase()]),
);

/** Types made in a database have numbers of that database: another one gives the same number to another type. */
const lookedUp = new WeakMap<pg.Pool, Map<number, string>>();

/**
 * Columns with the database's own type names; types it does not know yet are looked up once, by the connection at hand
 * where there is one.
 */
export async function columnsOf(
  pool: pg.Pool,
  fields: readonly pg.FieldDef[],
  connection: Pick<pg.PoolClient, 'query'> = pool,
): Promise<Column[]> {
  const own = lookedUp.get(pool) ?? new Map<number, string>();
  lookedUp.set(pool, own);
  const unknown = fields
    .map(({ dataTypeID }) => dataTypeID)
    .filter((oid) => !builtIn.has(oid) && !own.has(oid));
  for (const [oid, name] of await lookUp(connection, unknown)) own.set(oid, name);
  return fields.map(({ name, dataTypeID: oid }) => ({
    name,
    type: builtIn.get(oid) ?? own.get(oid) ?? 'unknown',
  }));
}

async function lookUp(
  connection: Pick<pg.PoolClient, 'query'>,
  oids: readonly number[],
): Promise<[number, string][]> {
  if (oids.length === 0) return [];
  try {
    const sql = 'SELECT oid::text, typname FROM pg_catalog.pg_type WHERE oid = ANY ($1)';
    const { rows } = await connection.query(sql, [oids]);
    return rows.map(({ oid, typname }) => [Number(oid), String(typname)]);
  } catch (error) {
    throw postgresError(error);
  }
}
