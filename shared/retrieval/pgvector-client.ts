/** What is used of a connection; a client of `pg` is one. Statements come one after the other. */
export interface SqlClient {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
}

/** A server that may be asked by several at once, each transaction on a connection that is its own meanwhile. */
export interface SqlDatabase extends SqlClient {
  /** Commits what `work` did, or takes it back when that throws. `begin` is what it starts with, as BEGIN READ ONLY. */
  transaction<Result>(begin: string, work: (client: SqlClient) => Promise<Result>): Promise<Result>;
}

/** A vector as pgvector writes it. */
export const vectorText = (vector: Float32Array) => `[${vector.join(',')}]`;

/** An identifier, whatever it holds. */
export const quotedName = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** Runs `work` within a transaction of one connection, as `SqlDatabase.transaction` says. */
export async function inTransaction<Result>(
  client: SqlClient,
  begin: string,
  work: (client: SqlClient) => Promise<Result>,
): Promise<Result> {
  try {
    await client.query(begin);
    const result = await work(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    // A connection that is lost takes its transaction back by itself.
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
