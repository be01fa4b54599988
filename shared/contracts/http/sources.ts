import * as z from 'zod';
import { CatalogTable, Relationship } from '../catalog.ts';

const links = z.record(z.string(), z.string());

export const SourceParams = z.strictObject({ source: z.string() });
export const TableParams = z.strictObject({ source: z.string(), table: z.string() });

export const SourceSummary = z.strictObject({
  name: z.string(),
  engine: z.string(),
  description: z.string(),
  schemas: z.array(z.string()),
  default: z.boolean().describe('Whether questions that name no source go here.'),
  links,
});
export type SourceSummary = z.infer<typeof SourceSummary>;

export const SourceList = z.strictObject({ sources: z.array(SourceSummary) });

export const SourceView = z.strictObject({
  ...SourceSummary.shape,
  catalog: z
    .strictObject({ version: z.string(), builtAt: z.iso.datetime(), tables: z.int() })
    .nullable()
    .describe('null until the first refresh has built it.'),
});

export const TableSummary = z.strictObject({
  table: z.string().describe('schema.name'),
  kind: CatalogTable.shape.kind,
  description: z.string().optional(),
  estimatedRows: z.number(),
  columns: z.int(),
  links,
});

export const TableList = z.strictObject({
  source: z.string(),
  builtAt: z.iso.datetime(),
  tables: z.array(TableSummary),
});

export const TableView = z.strictObject({
  ...CatalogTable.shape,
  relationships: z.array(Relationship).describe('From and to this table.'),
  links,
});
