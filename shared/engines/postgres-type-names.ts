import pg from 'pg';
import type { Column } from '../contracts/rows.ts';

/** Built-in types by their number; the driver's constants are named as pg_type names them, in capitals. */
const known = new Map<number, string>(
  Object.entries(pg.types.builtins).map(([name, oid]) => [Number(oid), name.toLowerCase()]),
);

/** Columns with the database's own type names; types it does not know yet are looked up once. */
export async function columnsOf(pool: pg.Pool, fields: readonly pg.FieldDef[]): Promise<Column[]> {
  const unknown = fields.map(({ dataTypeID }) => dataTypeID).filter((oid) => !known.has(oid));
  if (unknown.length > 0) await lookUp(pool, unknown);
  return fields.map(({ name, dataTypeID }) => ({ name, type: known.get(dataTypeID) ?? 'unknown' }));
}

async function lookUp(pool: pg.Pool, oids: readonly number[]): Promise<void> {
  const { rows } = await pool.query(
    'SELECT oid::text, typname FROM pg_catalog.pg_type WHERE oid = ANY ($1)',
    [oids],
  );
  for (const { oid, typname } of rows) known.set(Number(oid), String(typname));
}
