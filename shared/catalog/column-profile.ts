import * as z from 'zod';
import type { CatalogColumn } from '../contracts/catalog.ts';

/** A column as introspection reads it, with the planner's statistics of it (null where there are none). */
export const ColumnRow = z.object({
  name: z.string(),
  type: z.string(),
  category: z.string(),
  nullable: z.boolean(),
  description: z.string().nullable(),
  nullShare: z.number().nullable(),
  distinct: z.number().nullable(),
  common: z.array(z.string().nullable()).nullable(),
  bounds: z.array(z.string().nullable()).nullable(),
});
export type ColumnRow = z.infer<typeof ColumnRow>;

/** Kept per column; a prompt shows only those that the question hits, and a few more. */
const MOST_VALUES = 200;
const LONGEST_VALUE = 60;

/** Type categories of PostgreSQL's pg_type: S string, E enumeration, D date and time, N number. */
const isText = (category: string) => category === 'S' || category === 'E';
const isOrdered = (category: string) => category === 'D' || category === 'N';

/** Whether values of such a column tell anything: text, numbers and dates do. */
export const hasProfile = ({ category }: Pick<ColumnRow, 'category'>) =>
  isText(category) || isOrdered(category);

/** What is known of a column's values, without any of it being read from the table. */
export function profileOf(column: ColumnRow, estimatedRows: number): Partial<CatalogColumn> {
  return {
    ...shares(column, estimatedRows),
    ...knownValues(column, estimatedRows),
    ...valueRange(column),
  };
}

function shares(column: ColumnRow, estimatedRows: number): Pick<CatalogColumn, 'nullShare' | 'distinct'> {
  const distinct = distinctValues(column, estimatedRows);
  return {
    ...(column.nullable && column.nullShare !== null && { nullShare: rounded(column.nullShare) }),
    ...(Number.isFinite(distinct) && { distinct: Math.round(distinct) }),
  };
}

/** As exact as a sample can be: more digits would make a new catalogue of every new sample. */
const rounded = (share: number) => Math.round(share * 100) / 100;

/**
 * Values of a text column as the planner's statistics know them: the most common ones, then a sample of the others
 * (all of them, in a table as small as the sample). None for free text.
 */
function knownValues(
  column: ColumnRow,
  estimatedRows: number,
): Pick<CatalogColumn, 'values' | 'valuesComplete'> {
  if (!isText(column.category)) return {};
  const values = [...(column.common ?? []), ...(column.bounds ?? [])].filter((value) => value !== null);
  if (values.length === 0 || values.some((value) => value.length > LONGEST_VALUE)) return {};
  return {
    values: values.slice(0, MOST_VALUES),
    valuesComplete: values.length <= MOST_VALUES && values.length >= distinctValues(column, estimatedRows),
  };
}

/** pg_stats.n_distinct: a count when positive, a share of the rows when negative. */
function distinctValues({ distinct }: ColumnRow, estimatedRows: number): number {
  if (distinct === null || (distinct < 0 && estimatedRows < 0)) return Number.POSITIVE_INFINITY;
  return distinct >= 0 ? distinct : Math.round(-distinct * estimatedRows);
}

/** Smallest and largest value seen by the planner's sample; a hint, not a promise. */
function valueRange(column: ColumnRow): Pick<CatalogColumn, 'range'> {
  if (!isOrdered(column.category)) return {};
  const bounds = [...(column.bounds ?? []), ...(column.common ?? [])].filter((value) => value !== null);
  if (bounds.length < 2) return {};
  // Money has a currency sign, and NaN has no place in an order.
  if (column.category === 'N' && bounds.some((value) => Number.isNaN(Number(value)))) return {};
  const sorted = bounds.sort(column.category === 'N' ? (a, b) => Number(a) - Number(b) : undefined);
  // Two or more are there.
  return { range: [sorted[0] as string, sorted.at(-1) as string] };
}
