import * as z from 'zod';
import { EVENT_SOURCE } from '../contracts/events.ts';
import type { DeliveryMessage } from '../contracts/subscriptions.ts';
import type { SendDelivery } from './sqs-delivery-queue.ts';
import type { DeliveryStore, SubscriptionStore } from './subscription-store.ts';

/** What every event of ours has; one that is of no principal is for those who subscribed to all. */
export const AnyEvent = z.object({
  source: z.literal(EVENT_SOURCE),
  'detail-type': z.string(),
  detail: z.looseObject({
    eventId: z.string(),
    at: z.iso.datetime(),
    principalId: z.string().optional(),
  }),
});
export type AnyEvent = z.infer<typeof AnyEvent>;

interface Ports {
  readonly subscriptions: Pick<SubscriptionStore, 'listOwn' | 'listAll'>;
  readonly deliveries: Pick<DeliveryStore, 'begin'>;
  readonly send: SendDelivery;
}

/** How long an event is tried. */
const TRIED_FOR_MS = 24 * 3_600_000;

/**
 * Puts an event on its way to each subscription that may and wants to hear of it; how many those are. Done twice, a
 * delivery is in the queue twice, of which the second finds it done.
 */
export async function notifySubscribers(event: AnyEvent, ports: Ports, now: Date): Promise<number> {
  const { 'detail-type': type, detail } = event;
  const { subscriptions } = ports;
  const [own, all] = await Promise.all([
    detail.principalId === undefined ? [] : subscriptions.listOwn(detail.principalId),
    subscriptions.listAll(),
  ]);
  const hearing = [...own, ...all].filter(
    ({ status, events }) => status === 'ACTIVE' && (events.includes('*') || events.includes(type)),
  );
  const body = JSON.stringify({ type, timestamp: detail.at, data: detail });
  await Promise.all(
    hearing.map(async ({ id: subscriptionId }) => {
      const key = { subscriptionId, eventId: detail.eventId, type, at: detail.at };
      await ports.deliveries.begin(key, now);
      await ports.send(firstMessage({ ...key, body }, now), 0);
    }),
  );
  return hearing.length;
}

function firstMessage(
  event: Pick<DeliveryMessage, 'subscriptionId' | 'eventId' | 'type' | 'at' | 'body'>,
  now: Date,
): DeliveryMessage {
  const until = new Date(now.getTime() + TRIED_FOR_MS).toISOString();
  return { ...event, attempts: 0, dueAt: now.toISOString(), until };
}
