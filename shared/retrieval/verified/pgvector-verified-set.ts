import * as z from 'zod';
import type { OwnVerifiedQueries } from '../../contracts/pgvector-configuration.ts';
import { InqueryError } from '../../platform/inquery-error.ts';
import { quotedName, type SqlClient, vectorText } from '../pgvector-client.ts';
import type { Pair } from './own-pairs.ts';

const Rows = z.array(z.object({ question: z.string(), sql: z.string(), similarity: z.number() }));

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
  const embedding = quotedName(columns.embedding);
  const { rows } = await client.query(
    `SELECT ${quotedName(columns.question)}::text AS question, ${quotedName(columns.sql)}::text AS sql,
       (1 - (${embedding} <=> $1::vector))::float8 AS similarity
     FROM ${quotedName(schema)}.${quotedName(table)} ORDER BY ${embedding} <=> $1::vector LIMIT $2`,
    [vectorText(vector), topK],
  );
  return Rows.parse(rows).filter(({ similarity }) => similarity >= threshold);
}
