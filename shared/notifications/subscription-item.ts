import * as z from 'zod';
import { Delivery, Subscription } from '../contracts/subscriptions.ts';
import type { DeliveryKey, StoredSubscription } from './subscription-store.ts';

/** Partition of the index `by-principal`: encoded, so that no principal's id reaches into another one's. */
export const ownPartition = (principalId: string) => `${encodeURIComponent(principalId)}#subscription`;
/** Of nobody in particular. */
export const ALL_PARTITION = '#subscription-all';

const partition = (id: string) => `SUBSCRIPTION#${id}`;
export const subscriptionKey = (id: string) => ({ pk: partition(id), sk: 'SUBSCRIPTION' });
export const DELIVERIES = 'DELIVERY#';
export const deliveryKey = ({ subscriptionId, eventId, at }: DeliveryKey) => ({
  pk: partition(subscriptionId),
  sk: `${DELIVERIES}${at}#${eventId}`,
});

const KEYS = { pk: z.string(), sk: z.string() };
const SubscriptionItem = z.object({ ...KEYS, ...Subscription.shape, sealedSecret: z.string() });
const DeliveryItem = z.object({ ...KEYS, ...Delivery.shape });

export const toItem = (subscription: StoredSubscription) => ({
  ...subscriptionKey(subscription.id),
  principalKey: subscription.scope === 'all' ? ALL_PARTITION : ownPartition(subscription.principalId),
  ...subscription,
});

/** Undefined for one that has ended: only its id is left of it, until the table forgets that too. */
export function toSubscription(item: Readonly<Record<string, unknown>>): StoredSubscription | undefined {
  if (item.endedAt !== undefined) return undefined;
  const { pk: _pk, sk: _sk, ...subscription } = SubscriptionItem.parse(item);
  return subscription;
}

export function toDelivery(item: unknown): Delivery {
  const { pk: _pk, sk: _sk, ...delivery } = DeliveryItem.parse(item);
  return delivery;
}
