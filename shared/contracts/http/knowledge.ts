import * as z from 'zod';
import { Metric, Relationship } from '../catalog.ts';
import { GlossaryEdit, JoinedColumns, RelationshipCandidate, RelationshipEdit } from '../knowledge.ts';
import { SourceParams } from './sources.ts';

const id = z.string().describe('Names it in a path.');
const links = z.record(z.string(), z.string());

export const EditHeaders = z.object({
  'if-match': z
    .string()
    .regex(/^"\d{1,9}"$/, 'Give the ETag of the entry as you read it, such as "3".')
    .optional()
    .describe('Only if the entry still has this ETag.'),
  'if-none-match': z.literal('*').optional().describe('`*`: only if there is no such entry yet.'),
});

export const GlossaryEditView = z.strictObject({ id, ...GlossaryEdit.shape, links });
export type GlossaryEditView = z.infer<typeof GlossaryEditView>;

export const GlossaryView = z.strictObject({
  source: z.string(),
  entries: z
    .array(GlossaryEditView)
    .describe('What people said over HTTP. It goes before metadata files, and these before comments.'),
  metrics: z.array(Metric).describe('In force, wherever they come from.'),
});

export const GlossaryEntryParams = z.strictObject({ ...SourceParams.shape, entry: z.string().max(500) });

export const RelationshipView = z.strictObject({ id, ...Relationship.shape });

export const CandidateView = z.strictObject({ id, ...RelationshipCandidate.shape });

export const RelationshipEditView = z.strictObject({ id, ...RelationshipEdit.shape, links });

export const RelationshipsView = z.strictObject({
  source: z.string(),
  relationships: z.array(RelationshipView).describe('In use, each with where it comes from.'),
  candidates: z
    .array(CandidateView)
    .optional()
    .describe('Likely ones, used only once confirmed by PUT. For curators.'),
  edits: z
    .array(RelationshipEditView)
    .optional()
    .describe('What people confirmed and hid over HTTP. For curators.'),
});

export const RelationshipParams = z.strictObject({ ...SourceParams.shape, relationship: z.string().max(64) });

export const PutRelationship = JoinedColumns.meta({
  examples: [
    {
      table: 'shop.orders',
      columns: ['customer_id'],
      refTable: 'shop.customers',
      refColumns: ['id'],
    },
  ],
});

export const RefreshStarted = z.strictObject({ source: z.string(), links });
