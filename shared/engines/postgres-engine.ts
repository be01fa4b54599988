import pg from 'pg';
import type { SourceConfiguration } from '../contracts/configuration.ts';
import { wrapStatement } from '../sql-guard/wrap-statement.ts';
import { connectionTo } from './postgres-connection.ts';
import { copyCsv } from './postgres-copy-csv.ts';
import { movedBack, postgresError } from './postgres-errors.ts';
import { readPostgresPlan } from './postgres-plan.ts';
import type { DatabaseSecret } from './postgres-secret.ts';
import { reusingSocket } from './postgres-socket.ts';
import { extendedQuery, streamRows } from './postgres-stream-rows.ts';
import type { TlsChoice } from './postgres-tls.ts';
import { inTransaction, type Session } from './postgres-transaction.ts';
import { columnsOf } from './postgres-type-names.ts';
import { VALUE_TYPES } from './postgres-values.ts';
import type { Plan, QueryEngine } from './query-engine.ts';

const CONNECT_MS = 5_000;
const IDLE_MS = 30_000;
const POOL_SIZE = 4;

export type PostgresSource = TlsChoice & Pick<SourceConfiguration, 'schemas'>;

/** A PostgreSQL-compatible database (PostgreSQL, Aurora) behind one login. */
export function createPostgresEngine(secret: DatabaseSecret, source: PostgresSource): QueryEngine {
  const connection = connectionTo(secret, source);
  const { ssl } = connection;
  const pool = new pg.Pool({
    ...connection,
    ...(ssl === false && { stream: reusingSocket }),
    max: POOL_SIZE,
    idleTimeoutMillis: IDLE_MS,
    connectionTimeoutMillis: CONNECT_MS,
    allowExitOnIdle: true,
    types: VALUE_TYPES,
  });
  // A server that goes away ends idle connections; the next query opens a new one.
  pool.on('error', () => undefined);

  const session: Session = { pool, server: { ...secret, ssl }, schemas: source.schemas };
  return {
    explain: (sql, statementMs) =>
      inTransaction(session, { sql, statementMs }, (client) => explain(client, sql)),
    run: async (sql, limits) => {
      const { fields, rows, truncated } = await inTransaction(
        session,
        { sql, statementMs: limits.statementMs },
        (client, abandon) => streamRows(client, sql, limits, abandon),
      );
      return { columns: await columnsOf(pool, fields), rows, truncated };
    },
    copyCsv: (sql, request, sink) => copyCsv(session, sql, request, sink),
    introspect: async (sql, parameters) => {
      try {
        return (await pool.query({ text: sql, values: [...parameters] })).rows;
      } catch (error) {
        throw postgresError(error);
      }
    },
  };
}

async function explain(client: pg.PoolClient, sql: string): Promise<Plan> {
  const wrapped = await wrapStatement(sql, 'explain');
  try {
    const { rows } = await client.query(extendedQuery(wrapped));
    return readPostgresPlan(rows[0]);
  } catch (error) {
    throw movedBack(error, [...wrapped].length - [...sql.trim()].length);
  }
}
