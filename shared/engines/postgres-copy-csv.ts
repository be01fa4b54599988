import type pg from 'pg';
import { spreadsheetSafeCopy } from '../sql-guard/spreadsheet-safe.ts';
import { wrapStatement } from '../sql-guard/wrap-statement.ts';
import type { CopySink } from './copy-sink.ts';
import { copyOut } from './postgres-copy-out.ts';
import { describeStatement } from './postgres-describe.ts';
import { inTransaction, type Session } from './postgres-transaction.ts';
import { columnsOf } from './postgres-type-names.ts';
import type { CsvRequest } from './query-engine.ts';

/** See QueryEngine.copyCsv. */
export function copyCsv(session: Session, sql: string, request: CsvRequest, sink: CopySink): Promise<number> {
  const { statementMs, signal } = request;
  return inTransaction(session, { sql, statementMs }, async (client, abandon) => {
    const text = await copyStatement(session.pool, client, sql, request);
    const copying = copyOut(client, text, sink);
    return Promise.race([copying, aborted(signal)]).catch((error: unknown) => {
      // The server may not know yet that nobody reads on.
      abandon();
      copying.catch(() => undefined);
      throw error;
    });
  });
}

async function copyStatement(
  pool: pg.Pool,
  client: pg.PoolClient,
  sql: string,
  request: CsvRequest,
): Promise<string> {
  if (!request.spreadsheetSafe) return wrapStatement(sql, 'copy-csv', request);
  const columns = await columnsOf(pool, await describeStatement(client, sql), client);
  return spreadsheetSafeCopy(sql, columns, request);
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
