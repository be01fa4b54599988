import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentsOf, unlessRefused } from '../platform/dynamodb-documents.ts';
import { DELIVERIES, deliveryKey, toDelivery } from './subscription-item.ts';
import type { DeliveryStore } from './subscription-store.ts';

const KEPT_SECONDS = 7 * 24 * 3_600;

/** Deliveries in the jobs table, beside their subscription. */
export function createDynamodbDeliveryStore(options: {
  client: DynamoDBClient;
  table: string;
}): DeliveryStore {
  const documents = documentsOf(options);

  return {
    begin: async (key, now) => {
      const { eventId, type, at } = key;
      const expiresAt = Math.floor(now.getTime() / 1_000) + KEPT_SECONDS;
      const Item = { ...deliveryKey(key), eventId, type, at, status: 'PENDING', attempts: 0, expiresAt };
      await unlessRefused(documents.put({ Item, ConditionExpression: 'attribute_not_exists(pk)' }));
    },
    find: async (key) => {
      const item = await documents.get(deliveryKey(key));
      return item && toDelivery(item);
    },
    note: async (key, attempts, { status, attempt, nextAttemptAt }) => {
      const next = nextAttemptAt ? ', nextAttemptAt = :next' : ' REMOVE nextAttemptAt';
      const write = documents.update({
        Key: deliveryKey(key),
        UpdateExpression: `SET #status = :status, attempts = :made, lastAttempt = :attempt${next}`,
        ConditionExpression: 'attempts = :before AND #status = :pending',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: {
          ':status': status,
          ':pending': 'PENDING',
          ':made': attempts + 1,
          ':before': attempts,
          ':attempt': attempt,
          ...(nextAttemptAt && { ':next': nextAttemptAt }),
        },
      });
      await unlessRefused(write);
    },
    list: async (subscriptionId, { limit, cursor }) => {
      const { pk } = deliveryKey({ subscriptionId, eventId: '', at: '' });
      const { Items } = await documents.query({
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
        ExpressionAttributeValues: { ':pk': pk, ':first': DELIVERIES, ':last': lastKey(cursor) },
        ScanIndexForward: false,
        Limit: limit + 2,
      });
      // The range has its end in it: that of the page before.
      const rest = Items.filter(({ sk }) => sk !== lastKey(cursor));
      const shown = rest.slice(0, limit);
      const last = rest.length > limit ? shown.at(-1) : undefined;
      const nextCursor = last && Buffer.from(String(last.sk)).toString('base64url');
      return { deliveries: shown.map(toDelivery), ...(nextCursor && { nextCursor }) };
    },
  };
}

/** A cursor only bounds a range of this subscription's deliveries: a made-up one shows nothing else. */
function lastKey(cursor: string | undefined): string {
  if (cursor === undefined) return `${DELIVERIES}~`;
  const key = Buffer.from(cursor, 'base64url').toString();
  return key.startsWith(DELIVERIES) ? key : DELIVERIES;
}
