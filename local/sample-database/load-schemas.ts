import type { ClientBase } from 'pg';
import { copyRows } from './copy-rows.ts';
import { markSample, readSampleState } from './marker.ts';
import { MAX_SCALE } from './rows/sizes.ts';
import { sampleTables } from './rows/tables.ts';
import { sqlFile } from './sql-file.ts';

export interface LoadProgress {
  /** The table whose rows are loaded, or a phrase for a step without rows. */
  readonly step: string;
  readonly rows: number;
  readonly expectedRows: number;
}

export interface SchemaOptions {
  /** 1 is Northwind's own size; customers, orders and order lines grow with it. */
  readonly scale: number;
  /** Drops schemas of these names that somebody else made. */
  readonly replace?: boolean;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/**
 * Loads the schemas `northwind` and `nw_abbr` in one transaction. Returns false at once when they are
 * there at this scale; throws when schemas of these names are not ours and `replace` is not set.
 */
export async function loadSchemas(client: ClientBase, options: SchemaOptions): Promise<boolean> {
  requireScale(options.scale);
  const state = await readSampleState(client);
  if (state.kind === 'ours' && state.isCurrent && state.scale === options.scale) return false;
  if (state.kind === 'foreign' && !options.replace) throw new ForeignSchemas(state.schemas);
  await client.query('BEGIN');
  try {
    await fill(client, options);
    await client.query('COMMIT');
    return true;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {});
    throw error;
  }
}

export class ForeignSchemas extends Error {
  override readonly name = 'ForeignSchemas';

  constructor(schemas: readonly string[]) {
    super(`The database has a schema ${schemas.join(' and a schema ')} that Inquery did not make.`);
  }
}

function requireScale(scale: number): void {
  if (Number.isInteger(scale) && scale >= 1 && scale <= MAX_SCALE) return;
  throw new RangeError(`The scale must be a whole number from 1 to ${MAX_SCALE}, not ${scale}`);
}

async function fill(client: ClientBase, { scale, onProgress = () => {} }: SchemaOptions): Promise<void> {
  const runStep = async (step: string, sql: string) => {
    onProgress({ step, rows: 0, expectedRows: 0 });
    await client.query(sql);
  };
  await runStep('dropping earlier schemas', sqlFile('drop-schemas.sql'));
  await runStep('creating tables', sqlFile('northwind-tables.sql') + sqlFile('nw-abbr-tables.sql'));
  for (const table of sampleTables(scale)) {
    const { name: step, expectedRows } = table;
    await copyRows(client, table, (rows) => onProgress({ step, rows, expectedRows }));
  }
  await runStep('adding keys', sqlFile('northwind-keys.sql'));
  await runStep('copying the rows into nw_abbr', sqlFile('nw-abbr-rows.sql'));
  await markSample(client, scale);
  await runStep('collecting statistics', await analyzeStatement(client));
}

/** Names the tables: ANALYZE alone would go through everybody else's too. */
async function analyzeStatement(client: ClientBase): Promise<string> {
  const { rows } = await client.query<{ names: string }>(
    `SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') AS names
     FROM pg_catalog.pg_tables WHERE schemaname IN ('northwind', 'nw_abbr')`,
  );
  return `ANALYZE ${rows[0]?.names}`;
}
