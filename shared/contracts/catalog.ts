import * as z from 'zod';

export const CatalogColumn = z.strictObject({
  name: z.string(),
  type: z.string(),
  nullable: z.boolean(),
  description: z.string().optional(),
  /** Other words people use for it, from the glossary. */
  synonyms: z.array(z.string()).optional(),
  /** Marked in the glossary: no values, range or profile of it are kept or shown. */
  sensitive: z.boolean().optional(),
  /** Share of rows that are null, 0 to 1, from the planner's statistics. */
  nullShare: z.number().min(0).max(1).optional(),
  /** Estimate of how many different values there are. */
  distinct: z.number().nonnegative().optional(),
  /** Values of a text column, the most common first, as far as the planner's statistics know them. */
  values: z.array(z.string()).optional(),
  /** Whether `values` are all there are. */
  valuesComplete: z.boolean().optional(),
  /** Smallest and largest value of a date or number column, from the planner's statistics. */
  range: z.tuple([z.string(), z.string()]).optional(),
});
export type CatalogColumn = z.infer<typeof CatalogColumn>;

export const CatalogTable = z.strictObject({
  schema: z.string(),
  name: z.string(),
  kind: z.enum(['table', 'view']),
  description: z.string().optional(),
  /** Other words people use for it, from the glossary. */
  synonyms: z.array(z.string()).optional(),
  /** The planner's estimate; -1 when the table was never analysed. */
  estimatedRows: z.number(),
  columns: z.array(CatalogColumn),
  primaryKey: z.array(z.string()),
});
export type CatalogTable = z.infer<typeof CatalogTable>;

/** `table.columns` point at `refTable.refColumns`; tables are written schema.table. */
export const Relationship = z.strictObject({
  table: z.string(),
  columns: z.array(z.string()).min(1),
  refTable: z.string(),
  refColumns: z.array(z.string()).min(1),
  origin: z.enum(['foreign-key', 'comment', 'file', 'edit']),
});
export type Relationship = z.infer<typeof Relationship>;

/** A figure the company has a name for, with the SQL expression that computes it over the tables named. */
export const Metric = z.strictObject({
  name: z.string().min(1),
  synonyms: z.array(z.string()).default([]),
  definition: z.string().default(''),
  sql: z.string().min(1),
  /** Tables the expression reads, written schema.table. */
  tables: z.array(z.string()).default([]),
  /** Why the expression can't be used; such a metric is listed, and no model sees it. */
  problem: z.string().optional(),
});
export type Metric = z.infer<typeof Metric>;

/** Whether a person can read the names of tables and columns, and whether a glossary explains those nobody can. */
export const Naming = z.strictObject({
  style: z.enum(['descriptive', 'cryptic']),
  /** Share of tables and columns with a description or synonyms, 0 to 1. */
  described: z.number().min(0).max(1),
  /** True when names are cryptic and too few of them are explained to answer well. */
  glossaryMissing: z.boolean(),
});
export type Naming = z.infer<typeof Naming>;

/** What a source's data means, as introspection and the glossary tell. `version` is a hash of the content. */
export const Catalog = z.strictObject({
  source: z.string(),
  version: z.string(),
  builtAt: z.iso.datetime(),
  tables: z.array(CatalogTable),
  relationships: z.array(Relationship),
  metrics: z.array(Metric).optional(),
  naming: Naming.optional(),
});
export type Catalog = z.infer<typeof Catalog>;

export function tableId(table: { schema: string; name: string }): string {
  return `${table.schema}.${table.name}`;
}
