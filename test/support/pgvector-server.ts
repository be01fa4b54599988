import { PGlite } from '@electric-sql/pglite';
import { vector } from '@electric-sql/pglite-pgvector';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import pg from 'pg';
import { freePort } from '../../local/postgres/free-port.ts';
import { inTransaction, type SqlDatabase } from '../../shared/retrieval/pgvector-client.ts';

export interface PgvectorServer {
  /** Where it listens; user postgres, any password, no TLS. */
  readonly port: number;
  readonly client: pg.Client;
  /** The same as a database. */
  readonly database: SqlDatabase;
  stop(): Promise<void>;
}

/** PostgreSQL with pgvector on a socket of its own, and a client connected to it. Its one session is all clients'. */
export async function startPgvector(): Promise<PgvectorServer> {
  const db = await PGlite.create({ extensions: { vector } });
  const port = await freePort();
  const server = new PGLiteSocketServer({ db, host: '127.0.0.1', port, maxConnections: 8 });
  await server.start();
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    database: 'postgres',
    user: 'postgres',
    ssl: false,
  });
  await client.connect();
  return {
    port,
    client,
    database: {
      query: (text, values) => client.query(text, values),
      transaction: (begin, work) => inTransaction(client, begin, work),
    },
    stop: async () => {
      await client.end();
      await server.stop();
      await db.close();
    },
  };
}
