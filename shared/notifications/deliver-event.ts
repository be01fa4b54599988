import type { SubscriptionDisabledDetail } from '../contracts/events.ts';
import type { DeliveryAttempt, DeliveryError, DeliveryMessage } from '../contracts/subscriptions.ts';
import type { Publish } from './eventbridge-publisher.ts';
import { retryDelay } from './retry-delay.ts';
import type { SendDelivery } from './sqs-delivery-queue.ts';
import { subscriptionDisabledEvent } from './subscription-event.ts';
import type { DeliveryStore, StoredSubscription, SubscriptionStore } from './subscription-store.ts';

/** What came of posting: a status, or why there is none. */
export interface Posted {
  readonly status?: number;
  readonly error?: DeliveryError;
}

export interface DeliverPorts {
  readonly subscriptions: Pick<SubscriptionStore, 'find' | 'noteFailure' | 'noteSuccess' | 'disable'>;
  readonly deliveries: Pick<DeliveryStore, 'find' | 'note'>;
  readonly send: SendDelivery;
  /** Signs and posts; never throws for what the receiver does. */
  readonly post: (subscription: StoredSubscription, message: DeliveryMessage) => Promise<Posted>;
  readonly publish: Publish;
  readonly now: () => number;
  readonly random: () => number;
}

/** With nothing delivered for this long a subscription ends. */
const FAILING_FOR_MS = 24 * 3_600_000;

/** What became of a message, for the log. */
export type Delivered =
  | 'waits'
  | 'overtaken'
  | 'not active'
  | 'delivered'
  | 'failed, tried again'
  | 'given up';

/**
 * One step of a delivery: waits on, or attempts it once. An attempt that failed sends the next one on its way before
 * it is noted, so that nothing is lost when the function dies in between; a message whose attempt was noted before
 * has a successor and does nothing.
 */
export async function deliverEvent(message: DeliveryMessage, ports: DeliverPorts): Promise<Delivered> {
  const { subscriptions, deliveries, send, now } = ports;
  const waitMs = Date.parse(message.dueAt) - now();
  if (waitMs > 0) {
    await send(message, waitMs / 1_000);
    return 'waits';
  }
  const delivery = await deliveries.find(message);
  if (delivery?.status !== 'PENDING' || delivery.attempts > message.attempts) return 'overtaken';
  const subscription = await subscriptions.find(message.subscriptionId);
  if (subscription?.status !== 'ACTIVE') {
    await close(message, { at: iso(now()), ms: 0, error: 'SubscriptionNotActive' }, ports);
    return 'not active';
  }
  const attempt = await attemptOnce(subscription, message, ports);
  return settle(subscription, message, attempt, ports);
}

const iso = (time: number) => new Date(time).toISOString();

async function attemptOnce(
  subscription: StoredSubscription,
  message: DeliveryMessage,
  { post, now }: DeliverPorts,
): Promise<DeliveryAttempt> {
  const startedAt = now();
  const { status, error = errorOf(status) } = await post(subscription, message);
  return {
    at: iso(startedAt),
    ms: Math.max(0, Math.round(now() - startedAt)),
    ...(status !== undefined && { status }),
    ...(error && { error }),
  };
}

function errorOf(status = 0): DeliveryError | undefined {
  if (status >= 200 && status < 300) return undefined;
  if (status >= 300 && status < 400) return 'Redirected';
  return status === 410 ? 'Gone' : 'Answered';
}

async function settle(
  subscription: StoredSubscription,
  message: DeliveryMessage,
  attempt: DeliveryAttempt,
  ports: DeliverPorts,
): Promise<Delivered> {
  if (!attempt.error) {
    if (subscription.failingSince) await ports.subscriptions.noteSuccess(subscription.id);
    await ports.deliveries.note(message, message.attempts, { status: 'DELIVERED', attempt });
    return 'delivered';
  }
  const failingSince = await ports.subscriptions.noteFailure(subscription.id, attempt.at);
  if (attempt.error !== 'Gone' && ports.now() < Date.parse(message.until)) {
    await tryAgain(message, attempt, ports);
    return 'failed, tried again';
  }
  const failingMs = ports.now() - Date.parse(failingSince ?? attempt.at);
  if (attempt.error === 'Gone') await disable(subscription, 'Gone', ports);
  else if (failingMs >= FAILING_FOR_MS) await disable(subscription, 'Failing', ports);
  await close(message, attempt, ports);
  return 'given up';
}

/** The last attempt is at the end of the time an event is tried for. */
async function tryAgain(message: DeliveryMessage, attempt: DeliveryAttempt, ports: DeliverPorts) {
  const now = ports.now();
  const attempts = message.attempts + 1;
  const due = Math.min(now + retryDelay(attempts, ports.random) * 1_000, Date.parse(message.until));
  const dueAt = iso(Math.ceil(due));
  await ports.send({ ...message, attempts, dueAt }, (due - now) / 1_000);
  await ports.deliveries.note(message, message.attempts, {
    status: 'PENDING',
    attempt,
    nextAttemptAt: dueAt,
  });
}

const close = (message: DeliveryMessage, attempt: DeliveryAttempt, { deliveries }: DeliverPorts) =>
  deliveries.note(message, message.attempts, { status: 'FAILED', attempt });

/** Told before it is done: a function that dies in between tells it again, as the same event. */
async function disable(
  subscription: StoredSubscription,
  reason: SubscriptionDisabledDetail['reason'],
  { subscriptions, publish, now }: DeliverPorts,
): Promise<void> {
  const at = iso(now());
  await publish(subscriptionDisabledEvent(subscription, reason, at));
  await subscriptions.disable(subscription.id, at);
}
