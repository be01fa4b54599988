import { ConditionalCheckFailedException, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  BatchGetCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { apiKeyKey, KEYS_PARTITION, toApiKey, toItem } from './api-key-item.ts';
import type { ApiKeyStore } from './api-key-store.ts';

const INDEX = 'by-principal';

type Item = Record<string, unknown>;

/** API keys in the jobs table. The index keeps keys only, so a listing fetches the items after it. */
export function createDynamodbApiKeyStore(options: { client: DynamoDBClient; table: string }): ApiKeyStore {
  const { table } = options;
  const client = DynamoDBDocumentClient.from(options.client, {
    marshallOptions: { removeUndefinedValues: true },
  });

  const create: ApiKeyStore['create'] = async (key) => {
    await client.send(
      new PutCommand({
        TableName: table,
        Item: toItem(key),
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
  };

  const findByHash: ApiKeyStore['findByHash'] = async (sha256) => {
    const { Item } = await client.send(new GetCommand({ TableName: table, Key: apiKeyKey(sha256) }));
    return Item && toApiKey(Item);
  };

  const list: ApiKeyStore['list'] = async ({ limit, cursor }) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: INDEX,
        KeyConditionExpression: cursor ? 'principalKey = :keys AND id < :after' : 'principalKey = :keys',
        ExpressionAttributeValues: { ':keys': KEYS_PARTITION, ...(cursor && { ':after': cursor }) },
        ScanIndexForward: false,
        Limit: limit + 1,
      }),
    );
    const shown = Items.slice(0, limit);
    const last = Items.length > limit ? shown.at(-1) : undefined;
    return { keys: await fetchAll(shown), ...(last && { nextCursor: String(last.id) }) };
  };

  async function fetchAll(entries: readonly Item[]) {
    let keys: Item[] = entries.map(({ pk, sk }) => ({ pk, sk }));
    const found: Item[] = [];
    while (keys.length > 0) {
      const reply = await client.send(new BatchGetCommand({ RequestItems: { [table]: { Keys: keys } } }));
      found.push(...(reply.Responses?.[table] ?? []));
      keys = reply.UnprocessedKeys?.[table]?.Keys ?? [];
    }
    return found.map(toApiKey).sort((a, b) => (a.keyId < b.keyId ? 1 : -1));
  }

  const revoke: ApiKeyStore['revoke'] = async (keyId, at) => {
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: table,
        IndexName: INDEX,
        KeyConditionExpression: 'principalKey = :keys AND id = :id',
        ExpressionAttributeValues: { ':keys': KEYS_PARTITION, ':id': keyId },
      }),
    );
    const [entry] = Items;
    return entry ? markRevoked(entry, at) : false;
  };

  async function markRevoked({ pk, sk }: Item, at: string): Promise<boolean> {
    try {
      await client.send(
        new UpdateCommand({
          TableName: table,
          Key: { pk, sk },
          UpdateExpression: 'SET revokedAt = if_not_exists(revokedAt, :at)',
          ConditionExpression: 'attribute_exists(pk)',
          ExpressionAttributeValues: { ':at': at },
        }),
      );
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  }

  return { create, findByHash, list, revoke };
}
