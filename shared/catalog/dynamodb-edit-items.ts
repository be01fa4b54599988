import { type Documents, type Item, unlessRefused } from '../platform/dynamodb-documents.ts';
import type { EditedBy } from './knowledge-edits.ts';

/** The partition that holds all that people said of a source. */
export const knowledgePartition = (source: string) => `KNOWLEDGE#${source}`;

/**
 * Edits of one kind (a prefix of the sort key), each an item of its own with its content as JSON. One that is taken
 * back stays as an item that says by whom; it is listed no more.
 */
export interface EditItems {
  list(source: string): Promise<Item[]>;
  /** The item as it is now; undefined when its revision is not the one expected. */
  put(source: string, id: string, fields: Item, ifRevision?: number): Promise<Item | undefined>;
  delete(source: string, id: string, who: EditedBy): Promise<boolean>;
}

export function createDynamodbEditItems(documents: Documents, prefix: string): EditItems {
  const keyOf = (source: string, id: string) => ({ pk: knowledgePartition(source), sk: `${prefix}${id}` });

  async function page(source: string, after: Item | undefined) {
    return documents.query({
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :prefix)',
      FilterExpression: 'attribute_not_exists(removedAt)',
      ExpressionAttributeValues: { ':pk': knowledgePartition(source), ':prefix': prefix },
      // Consistent: a merge that an edit started must see that edit.
      ConsistentRead: true,
      ExclusiveStartKey: after,
    });
  }

  return {
    list: async (source) => {
      const items: Item[] = [];
      let after: Item | undefined;
      do {
        const { Items, LastEvaluatedKey } = await page(source, after);
        items.push(...Items);
        after = LastEvaluatedKey;
      } while (after);
      return items;
    },
    put: async (source, id, fields, ifRevision) => {
      const names = Object.keys(fields);
      const written = await unlessRefused(
        documents.update({
          Key: keyOf(source, id),
          UpdateExpression: `SET ${names.map((name) => `#${name} = :${name}`).join(', ')} REMOVE removedAt, removedBy ADD revision :one`,
          ConditionExpression: conditionFor(ifRevision),
          ExpressionAttributeNames: Object.fromEntries(names.map((name) => [`#${name}`, name])),
          ExpressionAttributeValues: {
            ...Object.fromEntries(names.map((name) => [`:${name}`, fields[name]])),
            ':one': 1,
            ...(ifRevision && { ':expected': ifRevision }),
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return written?.Attributes;
    },
    delete: async (source, id, { by, at }) => {
      const removal = documents.update({
        Key: keyOf(source, id),
        UpdateExpression: 'SET removedBy = :by, removedAt = :at ADD revision :one',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(removedAt)',
        ExpressionAttributeValues: { ':by': by, ':at': at, ':one': 1 },
      });
      return (await unlessRefused(removal)) !== undefined;
    },
  };
}

function conditionFor(ifRevision: number | undefined): string | undefined {
  if (ifRevision === undefined) return undefined;
  if (ifRevision === 0) return 'attribute_not_exists(pk) OR attribute_exists(removedAt)';
  return 'revision = :expected AND attribute_not_exists(removedAt)';
}
