/** What is used of a connection; a client of `pg` is one. Statements come one after the other. */
export interface SqlClient {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
}

/** A vector as pgvector writes it. */
export const vectorText = (vector: Float32Array) => `[${vector.join(',')}]`;
