import * as z from 'zod';
import type { OwnVerifiedQueries } from '../../contracts/configuration.ts';
import { InqueryError } from '../../platform/inquery-error.ts';
import { type SqlClient, vectorText } from '../pgvector-client.ts';
import type { Pair } from './own-pairs.ts';

const Rows = z.array(z.object({ question: z.string(), sql: z.string(), similarity: z.number() }));

const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

/** The pairs of one's own table that are nearest to a vector, as near as its threshold asks, the nearest first. */
export async function nearestPairs(
  client: SqlClient,
  { schema, table, columns, dimensions, topK, threshold }: OwnVerifiedQueries,
  vector: Float32Array,
): Promise<Pair[]> {
  if (vector.length !== dimensions) {
    const lengths = `${dimensions} numbers, those of the embedding model ${vector.length}`;
    throw new InqueryError('ConfigInvalid', `The vectors of verifiedQueries have ${lengths}.`);
  }
  const embedding = quoted(columns.embedding);
  const { rows } = await client.query(
    `SELECT ${quoted(columns.question)}::text AS question, ${quoted(columns.sql)}::text AS sql,
       (1 - (${embedding} <=> $1::vector))::float8 AS similarity
     FROM ${quoted(schema)}.${quoted(table)} ORDER BY ${embedding} <=> $1::vector LIMIT $2`,
    [vectorText(vector), topK],
  );
  return Rows.parse(rows).filter(({ similarity }) => similarity >= threshold);
}
