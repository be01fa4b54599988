import { createHash } from 'node:crypto';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { JoinedColumns, RelationshipEdit } from '../contracts/knowledge.ts';
import { documentsOf } from '../platform/dynamodb-documents.ts';
import { createDynamodbEditItems } from './dynamodb-edit-items.ts';
import type { RelationshipEdits } from './knowledge-edits.ts';
import { relationshipId } from './relationship-id.ts';

const StoredEdit = z.object({ ...RelationshipEdit.shape, relationship: z.string() });

/** A name of many columns would be longer than a sort key may be. */
const itemId = (relationship: JoinedColumns) =>
  createHash('sha256').update(relationshipId(relationship)).digest('hex');

/** Edits of relationships in the jobs table, one item each. */
export function createDynamodbRelationshipEdits(options: {
  client: DynamoDBClient;
  table: string;
}): RelationshipEdits {
  const items = createDynamodbEditItems(documentsOf(options), 'RELATIONSHIP#');
  return {
    list: async (source) => (await items.list(source)).map(toEdit),
    put: async (source, relationship, verdict, { by, at }, ifRevision) => {
      const fields = { relationship: JSON.stringify(relationship), verdict, by, at };
      const written = await items.put(source, itemId(relationship), fields, ifRevision);
      return written && toEdit(written);
    },
    delete: (source, relationship, who) => items.delete(source, itemId(relationship), who),
  };
}

function toEdit(item: unknown): RelationshipEdit {
  const { relationship, verdict, by, at, revision } = StoredEdit.parse(item);
  return { relationship: JoinedColumns.parse(JSON.parse(relationship)), verdict, by, at, revision };
}
