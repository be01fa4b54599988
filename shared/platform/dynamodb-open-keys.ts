import type { Documents } from './dynamodb-documents.ts';

/** The key of an item of the one table. */
export interface ItemKey {
  readonly pk: string;
  readonly sk: string;
}

/**
 * Keys of all items of a kind that the index of what is open has, by as many pages as there are. The index may be
 * moments behind the table.
 */
export async function listOpenKeys(documents: Pick<Documents, 'query'>, kind: string): Promise<ItemKey[]> {
  const keys: ItemKey[] = [];
  let ExclusiveStartKey: Readonly<Record<string, unknown>> | undefined;
  do {
    const { Items, LastEvaluatedKey } = await documents.query({
      IndexName: 'open-jobs',
      KeyConditionExpression: 'openKind = :kind',
      ExpressionAttributeValues: { ':kind': kind },
      ExclusiveStartKey,
    });
    keys.push(...Items.map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) })));
    ExclusiveStartKey = LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return keys;
}
