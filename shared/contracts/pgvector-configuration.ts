import * as z from 'zod';

export const Certificates = z
  .string()
  .startsWith('-----BEGIN CERTIFICATE-----')
  .describe('Certificates (PEM) that sign the server, instead of those the runtime trusts.');

const SqlName = z.string().regex(/^[A-Za-z_][A-Za-z0-9_$]{0,62}$/);

/** A PostgreSQL server with the extension pgvector. */
const PgvectorServer = z.strictObject({
  secretName: z.string().min(1).describe('Secret with {host, port, dbname, username, password}.'),
  tls: z.enum(['verify-full', 'disable']).default('verify-full'),
  tlsCa: Certificates.optional(),
});
export type PgvectorServer = z.infer<typeof PgvectorServer>;

/** Where the index of a source's tables is kept. */
export const SearchConfiguration = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('file') }),
  z.strictObject({
    kind: z.literal('pgvector'),
    ...PgvectorServer.shape,
    schema: SqlName.default('public'),
    table: SqlName.max(40)
      .default('inquery_search')
      .describe('What the names of its tables begin with; they are made when they are not there.'),
  }),
]);
export type SearchConfiguration = z.infer<typeof SearchConfiguration>;

/** Verified queries that somebody keeps in a pgvector table already, embedded by the model of this configuration. */
export const OwnVerifiedQueries = z.strictObject({
  provider: z.literal('pgvector'),
  ...PgvectorServer.shape,
  schema: SqlName.default('public'),
  table: SqlName,
  columns: z
    .strictObject({
      question: SqlName.default('question'),
      sql: SqlName.default('sql'),
      embedding: SqlName.default('embedding'),
    })
    .prefault({}),
  dimensions: z.int().positive().describe('Of the vectors in the table.'),
  topK: z.int().min(1).max(20).default(3).describe('How many of the nearest are looked at.'),
  threshold: z.number().min(0).max(1).default(0.8).describe('Least cosine of those that are looked at.'),
});
export type OwnVerifiedQueries = z.infer<typeof OwnVerifiedQueries>;
