import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentsOf, unlessRefused } from '../platform/dynamodb-documents.ts';
import { ALL_PARTITION, ownPartition, subscriptionKey, toItem, toSubscription } from './subscription-item.ts';
import type { StoredSubscription, SubscriptionStore } from './subscription-store.ts';

/** What is left of one that has ended outlives its last deliveries. */
const REMEMBERED_SECONDS = 8 * 24 * 3_600;
const THERE = 'attribute_exists(pk) AND attribute_not_exists(endedAt)';

/** Subscriptions in the jobs table. The index keeps keys only, so a listing fetches the items after it. */
export function createDynamodbSubscriptionStore(options: {
  client: DynamoDBClient;
  table: string;
}): SubscriptionStore {
  const documents = documentsOf(options);

  async function list(principalKey: string): Promise<StoredSubscription[]> {
    const { Items } = await documents.query({
      IndexName: 'by-principal',
      KeyConditionExpression: 'principalKey = :of',
      ExpressionAttributeValues: { ':of': principalKey },
      Limit: 100,
    });
    if (Items.length === 0) return [];
    const items = await documents.getAll(Items.map(({ pk, sk }) => ({ pk, sk })));
    return items
      .map(toSubscription)
      .filter((found) => found !== undefined)
      .sort((a, b) => (a.id < b.id ? 1 : -1));
  }

  /** Of one that has not ended; undefined when it has. */
  const update = (
    id: string,
    UpdateExpression: string,
    ExpressionAttributeValues?: Record<string, unknown>,
  ) =>
    unlessRefused(
      documents.update({
        Key: subscriptionKey(id),
        UpdateExpression,
        ConditionExpression: THERE,
        ExpressionAttributeValues,
        ...(UpdateExpression.includes('#status') && { ExpressionAttributeNames: { '#status': 'status' } }),
        ReturnValues: 'ALL_NEW',
      }),
    );

  return {
    create: async (subscription) => {
      await documents.put({ Item: toItem(subscription), ConditionExpression: 'attribute_not_exists(pk)' });
    },
    find: async (id) => {
      const item = await documents.get(subscriptionKey(id));
      return item && toSubscription(item);
    },
    listOwn: (principalId) => list(ownPartition(principalId)),
    listAll: () => list(ALL_PARTITION),
    end: async (id, now) => {
      const values = {
        ':at': now.toISOString(),
        ':expires': Math.floor(now.getTime() / 1_000) + REMEMBERED_SECONDS,
      };
      const set = 'SET endedAt = :at, expiresAt = :expires REMOVE principalKey, sealedSecret';
      return (await update(id, set, values)) !== undefined;
    },
    noteFailure: async (id, at) => {
      const values = { ':at': at };
      const noted = await update(id, 'SET failingSince = if_not_exists(failingSince, :at)', values);
      return noted && String(noted.Attributes?.failingSince);
    },
    noteSuccess: async (id) => void (await update(id, 'REMOVE failingSince')),
    disable: async (id, at) => {
      await update(id, 'SET #status = :disabled, disabledAt = :at', { ':disabled': 'DISABLED', ':at': at });
    },
  };
}
