import pg from 'pg';
import type { Row } from '../contracts/rows.ts';
import { InqueryError } from '../platform/inquery-error.ts';
import { VALUE_TYPES } from './postgres-values.ts';
import type { RunLimits } from './query-engine.ts';

export interface StreamedRows {
  readonly fields: readonly pg.FieldDef[];
  readonly rows: readonly Row[];
  readonly truncated: boolean;
}

/** What the wire may carry beyond the rows' own bytes: headers of fields and rows, and what is under way at the cap. */
const WIRE_FACTOR = 2;
const WIRE_SLACK = 1_000_000;

/** A query by the extended protocol, in which the server itself refuses a second statement. */
export function extendedQuery(text: string) {
  return { text, rowMode: 'array' as const, queryMode: 'extended' as const, types: VALUE_TYPES };
}

/**
 * Takes rows as they come until a cap is met, then abandons the connection, which ends the query on the server. A
 * fetch count would keep the planner from parallel plans. Bytes are counted on the wire too: the driver hands out
 * no row before it holds all of it, and COPY sends none.
 */
export function streamRows(
  client: pg.PoolClient,
  sql: string,
  limits: RunLimits,
  abandon: () => void,
): Promise<StreamedRows> {
  return new Promise((resolve, reject) => {
    const query = new pg.Query(extendedQuery(sql));
    const rows: Row[] = [];
    let bytes = 0;
    const stopCounting = countBytes(client, (received) => {
      if (received <= limits.bytes * WIRE_FACTOR + WIRE_SLACK) return;
      stop();
      reject(new InqueryError('TooExpensive', 'One row of this result is larger than this source allows.'));
    });
    const stop = () => {
      query.removeAllListeners('row');
      stopCounting();
      abandon();
    };
    query.on('row', (row: Row, result) => {
      bytes += Buffer.byteLength(JSON.stringify(row));
      if (rows.length < limits.rows && bytes <= limits.bytes) {
        rows.push(row);
        return;
      }
      stop();
      resolve({ fields: result?.fields ?? [], rows, truncated: true });
    });
    query.on('end', (result) => {
      stopCounting();
      resolve({ fields: result.fields, rows, truncated: false });
    });
    query.on('error', (error) => {
      stopCounting();
      reject(error);
    });
    client.query(query);
  });
}

/** Tells, with each chunk that the connection gets, how many bytes have come; returns what ends that. */
function countBytes({ connection: { stream } }: pg.PoolClient, onBytes: (received: number) => void) {
  let received = 0;
  const onData = (chunk: Buffer) => {
    received += chunk.length;
    onBytes(received);
  };
  stream.on('data', onData);
  return () => stream.off('data', onData);
}
