import * as z from 'zod';
import {
  ColumnEntry,
  GlossaryEdit,
  MetricEntry,
  RelationshipEdit,
  TableEntry,
} from '../contracts/knowledge.ts';

/** In a file a table may be named without its schema, as long as that is clear. */
const TableName = z.string().trim().min(1);

/** What a row of a metadata file says. */
export const FileEntry = z.discriminatedUnion('kind', [
  TableEntry.extend({ table: TableName }),
  ColumnEntry.extend({ table: TableName }),
  MetricEntry.extend({ tables: z.array(TableName).max(8).default([]) }),
]);
export type FileEntry = z.infer<typeof FileEntry>;

/** A relationship as a file has it. */
export const FileRelationship = z.strictObject({
  table: TableName,
  columns: z.array(z.string().min(1)).min(1).max(32),
  refTable: TableName,
  refColumns: z.array(z.string().min(1)).min(1).max(32),
});
export type FileRelationship = z.infer<typeof FileRelationship>;

/** What a metadata file says; of one that was refused, what its last good version said. */
export const KnowledgeFile = z.strictObject({
  name: z.string(),
  /** Of the version that was looked at last, good or bad. */
  etag: z.string(),
  entries: z.array(FileEntry),
  relationships: z.array(FileRelationship),
  /** Things worth saying that are no reason to refuse the file. */
  notes: z.array(z.string()),
  /** Why the version looked at last is not used. */
  refused: z.string().optional(),
});
export type KnowledgeFile = z.infer<typeof KnowledgeFile>;

/** All that people have written about a source, as it is kept between two refreshes. */
export const Knowledge = z.strictObject({
  files: z.array(KnowledgeFile),
  glossary: z.array(GlossaryEdit),
  relationships: z.array(RelationshipEdit),
});
export type Knowledge = z.infer<typeof Knowledge>;

export const NO_KNOWLEDGE: Knowledge = { files: [], glossary: [], relationships: [] };
