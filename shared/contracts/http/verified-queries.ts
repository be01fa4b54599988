import * as z from 'zod';
import { VerifiedQuery, VerifiedQueryState } from '../verified-query.ts';
import { nextCursor, PageQuery } from './paging.ts';

const source = z.string().min(1).max(63).describe('The source they are for.');
const links = z.record(z.string(), z.string());

/** By the store's own limits: a longer one could be kept, but never be used. */
export const AddVerifiedQuery = z
  .strictObject({
    source,
    question: z.string().trim().min(1).max(2_000),
    sql: z.string().trim().min(1).max(8_000),
  })
  .meta({
    examples: [
      {
        source: 'northwind',
        question: 'How many customers are there?',
        sql: 'SELECT count(*) FROM customers',
      },
    ],
  });

export const VerifiedQueryView = z.strictObject({
  ...VerifiedQuery.pick({
    id: true,
    source: true,
    question: true,
    sql: true,
    state: true,
    origin: true,
    approvedBy: true,
    approvedAt: true,
    count: true,
    tables: true,
    reason: true,
  }).shape,
  links,
});
export type VerifiedQueryView = z.infer<typeof VerifiedQueryView>;

export const VerifiedQueriesQuery = z.strictObject({
  source,
  state: VerifiedQueryState.optional().describe('Those in one state, such as `proposed`.'),
  ...PageQuery.shape,
});

export const VerifiedQueryPage = z.strictObject({
  source: z.string(),
  queries: z
    .array(VerifiedQueryView)
    .describe('A page may hold fewer than asked for, and none, before the last.'),
  nextCursor,
});

export const VerifiedQueryParams = z.strictObject({ id: z.string().max(100) });
export const VerifiedQueryQuery = z.strictObject({ source });

export const ImportVerifiedQueries = z
  .string()
  .min(1, 'The file is empty.')
  .meta({ examples: ['question,sql\nHow many customers are there?,SELECT count(*) FROM customers'] });

export const ImportOutcome = z.strictObject({
  accepted: z.int().describe('Lines that were taken.'),
  errors: z
    .array(z.strictObject({ line: z.int(), message: z.string() }))
    .describe('Lines that were not, by number.'),
});
