import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { GlossaryEdit, GlossaryEntry } from '../contracts/knowledge.ts';
import { documentsOf } from '../platform/dynamodb-documents.ts';
import { createDynamodbEditItems } from './dynamodb-edit-items.ts';
import { glossaryEntryId } from './glossary-entry-id.ts';
import type { GlossaryEdits } from './knowledge-edits.ts';

const StoredEdit = z.object({ ...GlossaryEdit.shape, entry: z.string() });

/** Glossary edits in the jobs table, one item for each thing they are about. */
export function createDynamodbGlossaryEdits(options: {
  client: DynamoDBClient;
  table: string;
}): GlossaryEdits {
  const items = createDynamodbEditItems(documentsOf(options), 'GLOSSARY#');
  return {
    list: async (source) => (await items.list(source)).map(toEdit),
    put: async (source, entry, { by, at }, ifRevision) => {
      const fields = { entry: JSON.stringify(entry), by, at };
      const written = await items.put(source, glossaryEntryId(entry), fields, ifRevision);
      return written && toEdit(written);
    },
    delete: items.delete,
  };
}

function toEdit(item: unknown): GlossaryEdit {
  const { entry, by, at, revision } = StoredEdit.parse(item);
  return { entry: GlossaryEntry.parse(JSON.parse(entry)), by, at, revision };
}
