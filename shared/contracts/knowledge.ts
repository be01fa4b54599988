import * as z from 'zod';
import { Metric, Relationship } from './catalog.ts';

const Text = z.string().trim().max(2_000);
const Words = z.array(z.string().trim().min(1).max(200)).max(50);
/** A name may have a point in it. */
const QualifiedTable = z.string().regex(/^[^.]+\..+$/s, 'Tables are written schema.table.');

/** What a glossary says of a table. Fields left out leave standing what was known before. */
export const TableEntry = z.strictObject({
  kind: z.literal('table'),
  table: QualifiedTable,
  description: Text.optional(),
  synonyms: Words.optional(),
});

/** What a glossary says of a column. */
export const ColumnEntry = z.strictObject({
  kind: z.literal('column'),
  table: QualifiedTable,
  column: z.string().min(1),
  description: Text.optional(),
  synonyms: Words.optional(),
  sampleValues: Words.optional(),
  sensitive: z.boolean().optional(),
});

/** A figure with a name; one of the same name, however it is spelled, is replaced whole. */
export const MetricEntry = z.strictObject({
  kind: z.literal('metric'),
  name: z.string().trim().min(1).max(100),
  synonyms: Words.default([]),
  definition: Text.default(''),
  sql: Metric.shape.sql.max(2_000),
  tables: z.array(QualifiedTable).max(8).default([]),
});

export const GlossaryEntry = z.discriminatedUnion('kind', [TableEntry, ColumnEntry, MetricEntry]);
export type GlossaryEntry = z.infer<typeof GlossaryEntry>;

const EditMark = {
  /** Id of the principal who made it, and when. */
  by: z.string(),
  at: z.iso.datetime(),
  /** Counts the edits of this entry, from 1. */
  revision: z.int().positive(),
};

export const GlossaryEdit = z.strictObject({ entry: GlossaryEntry, ...EditMark });
export type GlossaryEdit = z.infer<typeof GlossaryEdit>;

/** Two sides that join. Neither is empty, and both have as many columns. */
export const JoinedColumns = z
  .strictObject({
    table: QualifiedTable,
    columns: Relationship.shape.columns.max(32),
    refTable: QualifiedTable,
    refColumns: Relationship.shape.refColumns.max(32),
  })
  .refine(({ columns, refColumns }) => columns.length === refColumns.length, {
    path: ['refColumns'],
    message: 'Both sides need as many columns.',
  });
export type JoinedColumns = z.infer<typeof JoinedColumns>;

/** A person's word on a relationship: it holds, or it is to be left out whatever else says it holds. */
export const RelationshipEdit = z.strictObject({
  relationship: JoinedColumns,
  verdict: z.enum(['confirmed', 'hidden']),
  ...EditMark,
});
export type RelationshipEdit = z.infer<typeof RelationshipEdit>;

/** A relationship that looks likely and is not used until an edit confirms it. */
export const RelationshipCandidate = z.strictObject({
  ...JoinedColumns.shape,
  /** 0 to 1: how much speaks for it. */
  score: z.number().min(0).max(1),
  /** What speaks for it, in words. */
  evidence: z.string(),
});
export type RelationshipCandidate = z.infer<typeof RelationshipCandidate>;

/** Something in the glossary that could not be used, said so that whoever wrote it can put it right. */
export const KnowledgeProblem = z.strictObject({
  /** The metadata file it stands in; absent for an edit. */
  file: z.string().optional(),
  message: z.string(),
});
export type KnowledgeProblem = z.infer<typeof KnowledgeProblem>;

/** How the catalogue of a source stands: the last good one stays in use whatever became of a refresh after it. */
export const RefreshStatus = z.strictObject({
  running: z.boolean(),
  lastSuccess: z.strictObject({ at: z.iso.datetime(), version: z.string() }).optional(),
  /** Why the last refresh failed; absent when it did not. */
  lastError: z.strictObject({ at: z.iso.datetime(), name: z.string(), message: z.string() }).optional(),
  problems: z.array(KnowledgeProblem),
});
export type RefreshStatus = z.infer<typeof RefreshStatus>;

/** What a refresh reads anew: the database and all that is known of it, or only what people have written. */
export const RefreshScope = z.enum(['all', 'knowledge']);
export type RefreshScope = z.infer<typeof RefreshScope>;
