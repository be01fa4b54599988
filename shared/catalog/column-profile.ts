import * as z from 'zod';
import type { CatalogColumn } from '../contracts/catalog.ts';

/** A column as introspection reads it, with the planner's statistics of it. */
export const ColumnRow = z.object({
  name: z.string(),
  type: z.string(),
  category: z.string(),
  nullable: z.boolean(),
  description: z.string().nullable(),
  distinct: z.number().nullable(),
  common: z.array(z.string().nullable()).nullable(),
  bounds: z.array(z.string().nullable()).nullable(),
});
export type ColumnRow = z.infer<typeof ColumnRow>;

const MOST_VALUES = 30;
const LONGEST_VALUE = 40;

/** Type categories of PostgreSQL's pg_type: S string, E enumeration, D date and time, N number. */
const isText = (category: string) => category === 'S' || category === 'E';
const isOrdered = (category: string) => category === 'D' || category === 'N';

/** The most common values of a text column with few of them; none for free text. */
export function commonValues(column: ColumnRow): Pick<CatalogColumn, 'values' | 'valuesComplete'> {
  const common = (column.common ?? []).filter((value) => value !== null);
  if (!isText(column.category) || common.length === 0) return {};
  if (common.some((value) => value.length > LONGEST_VALUE)) return {};
  const distinct = column.distinct ?? 0;
  return {
    values: common.slice(0, MOST_VALUES),
    valuesComplete: common.length <= MOST_VALUES && distinct > 0 && distinct <= common.length,
  };
}

/** Smallest and largest value seen by the planner's sample; a hint, not a promise. */
export function valueRange(column: ColumnRow): Pick<CatalogColumn, 'range'> {
  if (!isOrdered(column.category)) return {};
  const bounds = [...(column.bounds ?? []), ...(column.common ?? [])].filter((value) => value !== null);
  if (bounds.length < 2) return {};
  // Money has a currency sign, and NaN has no place in an order.
  if (column.category === 'N' && bounds.some((value) => Number.isNaN(Number(value)))) return {};
  const sorted = bounds.sort(column.category === 'N' ? (a, b) => Number(a) - Number(b) : undefined);
  // Two or more are there.
  return { range: [sorted[0] as string, sorted.at(-1) as string] };
}
