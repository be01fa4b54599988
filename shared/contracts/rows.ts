import * as z from 'zod';

/** A result column; `type` is the database's own type name (int8, numeric, timestamptz …). */
export const Column = z.strictObject({ name: z.string(), type: z.string() });
export type Column = z.infer<typeof Column>;

/**
 * One row, in the order of the columns. null and boolean as themselves; int2, int4 and floats as numbers;
 * int8 and numeric as exact strings; dates and timestamps as the database's ISO text; json as JSON; arrays as
 * arrays; everything else as text.
 */
export const Row = z.array(z.json());
export type Row = z.infer<typeof Row>;

/** Where a result's snapshot lies and how to find a page in it without reading the whole. */
export const Snapshot = z.strictObject({
  key: z.string(),
  columns: z.array(Column),
  rowCount: z.int().nonnegative(),
  truncated: z.boolean(),
  /** The first N were asked for, and the next row has the same value as the last of them. */
  tied: z.boolean().optional(),
  /** Byte offset of every PAGE_ROWS-th row, then the length of the whole: pages are ranges of the object. */
  pageOffsets: z.array(z.int().nonnegative()),
  ranAt: z.iso.datetime(),
  /** Of the object at `key`. */
  sha256: z.string().optional(),
  digest: z.string().optional().describe('The same for results with the same rows in any order.'),
  notices: z.array(z.string()).optional().describe('What a reader of the rows must know.'),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** Rows in one page of a snapshot. */
export const PAGE_ROWS = 100;
