import * as z from 'zod';

export const CatalogColumn = z.strictObject({
  name: z.string(),
  type: z.string(),
  nullable: z.boolean(),
  description: z.string().optional(),
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
  origin: z.enum(['foreign-key', 'comment']),
});
export type Relationship = z.infer<typeof Relationship>;

/** What a source's data means, as introspection found it. `version` is a hash of the content. */
export const Catalog = z.strictObject({
  source: z.string(),
  version: z.string(),
  builtAt: z.iso.datetime(),
  tables: z.array(CatalogTable),
  relationships: z.array(Relationship),
});
export type Catalog = z.infer<typeof Catalog>;

export function tableId(table: { schema: string; name: string }): string {
  return `${table.schema}.${table.name}`;
}
