import type { SearchConfiguration } from '../contracts/pgvector-configuration.ts';
import { quotedName } from './pgvector-client.ts';

/** Which tables an index is kept in: their schema, and what their names begin with. */
export type PgvectorPlace = Pick<Extract<SearchConfiguration, { kind: 'pgvector' }>, 'schema' | 'table'>;

/** The names of an index's tables, as SQL has them. */
export interface PgvectorTables {
  /** A row for each index that was built. */
  readonly index: string;
  /** The vectors of that many numbers. */
  vectors(dimensions: number): string;
  /** The HNSW index of these; it lies in the schema of its table. */
  nearest(dimensions: number): string;
}

export function pgvectorTables({ schema, table }: PgvectorPlace): PgvectorTables {
  const within = (name: string) => `${quotedName(schema)}.${quotedName(name)}`;
  return {
    index: within(`${table}_index`),
    vectors: (dimensions) => within(`${table}_vectors_${dimensions}`),
    nearest: (dimensions) => quotedName(`${table}_vectors_${dimensions}_nearest`),
  };
}
