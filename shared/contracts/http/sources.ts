import * as z from 'zod';
import { CatalogTable, Naming, Relationship } from '../catalog.ts';
import { cursor, nextCursor, wholeNumber } from './paging.ts';

const links = z.record(z.string(), z.string());
const builtAt = z.iso.datetime().describe('When the catalogue was read from the database.');

export const SourceParams = z.strictObject({ source: z.string() });
export const TableParams = z.strictObject({ source: z.string(), table: z.string() });

export const SourceView = z.strictObject({
  name: z.string(),
  engine: z.string(),
  description: z.string(),
  schemas: z.array(z.string()),
  default: z.boolean().describe('Whether questions that name no source go here.'),
  catalog: z
    .strictObject({ version: z.string(), builtAt, tables: z.int() })
    .nullable()
    .describe('null until the first refresh has built it.'),
  naming: Naming.optional().describe('How well its names explain themselves.'),
  links,
});
export type SourceView = z.infer<typeof SourceView>;

export const SourceList = z.strictObject({ sources: z.array(SourceView) });

export const DatabaseSummary = z.strictObject({ name: z.string(), tables: z.int(), views: z.int(), links });

export const DatabaseList = z.strictObject({
  source: z.string(),
  builtAt,
  databases: z.array(DatabaseSummary),
});

const SearchText = z.string().trim().min(1).max(200);

export const TablesQuery = z.strictObject({
  database: z.string().max(200).optional().describe('Only the tables of this schema.'),
  q: SearchText.optional().describe('Only tables with this text in name, description or synonyms.'),
  limit: wholeNumber(1, 200).default(100),
  cursor,
});

export const TableSummary = z.strictObject({
  table: z.string().describe('schema.name'),
  kind: CatalogTable.shape.kind,
  description: z.string().optional(),
  synonyms: CatalogTable.shape.synonyms,
  estimatedRows: z.number(),
  columns: z.int(),
  links,
});

export const TablePage = z.strictObject({
  source: z.string(),
  builtAt,
  tables: z.array(TableSummary).describe('By name.'),
  nextCursor,
});

export const TableView = z.strictObject({
  ...CatalogTable.shape,
  relationships: z.array(Relationship).describe('From and to this table.'),
  links,
});

export const SearchQuery = z.strictObject({
  q: z.string().trim().min(1).max(2_000).describe('A question, or words of one.'),
  limit: wholeNumber(1, 50).default(8),
});

export const FoundTable = z.strictObject({
  table: z.string().describe('schema.name'),
  score: z.number().describe('Higher is better; comparable within one answer only.'),
  description: z.string().optional(),
  columns: z.array(z.string()).describe('Those that speak of the same words.'),
  links,
});

export const SearchResult = z.strictObject({
  source: z.string(),
  builtAt,
  tables: z.array(FoundTable).describe('Best first.'),
});
