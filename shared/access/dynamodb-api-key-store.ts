import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentsOf, type Item, unlessRefused } from '../platform/dynamodb-documents.ts';
import { apiKeyKey, KEYS_PARTITION, toApiKey, toItem } from './api-key-item.ts';
import type { ApiKeyStore } from './api-key-store.ts';

const INDEX = 'by-principal';

/** API keys in the jobs table. The index keeps keys only, so a listing fetches the items after it. */
export function createDynamodbApiKeyStore(options: { client: DynamoDBClient; table: string }): ApiKeyStore {
  const documents = documentsOf(options);

  const create: ApiKeyStore['create'] = async (key) => {
    await documents.put({ Item: toItem(key), ConditionExpression: 'attribute_not_exists(pk)' });
  };

  /** Consistent: a key that was revoked opens nothing from then on. */
  const get = async (key: Item) => {
    const item = await documents.get(key);
    return item && toApiKey(item);
  };

  const list: ApiKeyStore['list'] = async ({ limit, cursor }) => {
    const { Items } = await documents.query({
      IndexName: INDEX,
      KeyConditionExpression: cursor ? 'principalKey = :keys AND id < :after' : 'principalKey = :keys',
      ExpressionAttributeValues: { ':keys': KEYS_PARTITION, ...(cursor && { ':after': cursor }) },
      ScanIndexForward: false,
      Limit: limit + 1,
    });
    const shown = Items.slice(0, limit);
    const last = Items.length > limit ? shown.at(-1) : undefined;
    const items = await documents.getAll(shown.map(({ pk, sk }) => ({ pk, sk })));
    const keys = items.map(toApiKey).sort((a, b) => (a.keyId < b.keyId ? 1 : -1));
    return { keys, ...(last && { nextCursor: String(last.id) }) };
  };

  /** The item's key, from the index. */
  async function keyOf(keyId: string): Promise<Item | undefined> {
    const { Items } = await documents.query({
      IndexName: INDEX,
      KeyConditionExpression: 'principalKey = :keys AND id = :id',
      ExpressionAttributeValues: { ':keys': KEYS_PARTITION, ':id': keyId },
    });
    const [entry] = Items;
    return entry && { pk: entry.pk, sk: entry.sk };
  }

  async function update(key: Item, set: string, condition: string, values: Item): Promise<boolean> {
    const write = documents.update({
      Key: key,
      UpdateExpression: `SET ${set}`,
      ConditionExpression: `attribute_exists(pk)${condition}`,
      ExpressionAttributeValues: values,
    });
    return (await unlessRefused(write)) !== undefined;
  }

  return {
    create,
    findByHash: (sha256) => get(apiKeyKey(sha256)),
    findById: async (keyId) => {
      const key = await keyOf(keyId);
      return key && get(key);
    },
    list,
    revoke: async (keyId, at) => {
      const key = await keyOf(keyId);
      return key ? update(key, 'revokedAt = if_not_exists(revokedAt, :at)', '', { ':at': at }) : false;
    },
    retire: ({ sha256 }, rotatedTo, expiresAt) =>
      update(
        apiKeyKey(sha256),
        'rotatedTo = :to, expiresAt = :until',
        ' AND attribute_not_exists(revokedAt) AND attribute_not_exists(rotatedTo)',
        { ':to': rotatedTo, ':until': expiresAt },
      ),
  };
}
