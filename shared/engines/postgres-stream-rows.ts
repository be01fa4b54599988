import pg from 'pg';
import type { Row } from '../contracts/rows.ts';
import { VALUE_TYPES } from './postgres-values.ts';
import type { RunLimits } from './query-engine.ts';

export interface StreamedRows {
  readonly fields: readonly pg.FieldDef[];
  readonly rows: readonly Row[];
  readonly truncated: boolean;
}

/** A query by the extended protocol, in which the server itself refuses a second statement. */
export function extendedQuery(text: string) {
  return { text, rowMode: 'array' as const, queryMode: 'extended' as const, types: VALUE_TYPES };
}

/**
 * Takes rows as they come until a cap is met, then abandons the connection, which ends the query on the server. A
 * fetch count would keep the planner from parallel plans.
 */
export function streamRows(
  client: pg.PoolClient,
  sql: string,
  limits: RunLimits,
  abandon: () => void,
): Promise<StreamedRows> {
  const query = new pg.Query(extendedQuery(sql));
  const rows: Row[] = [];
  let bytes = 0;
  return new Promise((resolve, reject) => {
    query.on('row', (row: Row, result) => {
      bytes += Buffer.byteLength(JSON.stringify(row));
      if (rows.length < limits.rows && bytes <= limits.bytes) {
        rows.push(row);
        return;
      }
      query.removeAllListeners('row');
      abandon();
      resolve({ fields: result?.fields ?? [], rows, truncated: true });
    });
    query.on('end', (result) => resolve({ fields: result.fields, rows, truncated: false }));
    query.on('error', reject);
    client.query(query);
  });
}
