import * as z from 'zod';
import { PUBLISHED_EVENTS } from './events.ts';

/** `*` is every event, those of later versions too. */
export const SubscribedEvent = z.enum(['*', ...Object.keys(PUBLISHED_EVENTS)]);

/** `own`: events of the subscriber's own questions, exports and the like. `all`: everybody's, for admins. */
export const SubscriptionScope = z.enum(['own', 'all']);

const fields = {
  id: z.ulid(),
  principalId: z.string(),
  scope: SubscriptionScope,
  url: z.url(),
  events: z.array(SubscribedEvent).min(1),
  status: z.enum(['ACTIVE', 'DISABLED']),
  createdAt: z.iso.datetime(),
  failingSince: z.iso.datetime().optional().describe('No delivery has succeeded since this first failure.'),
  disabledAt: z.iso.datetime().optional(),
};

export const Subscription = z.strictObject(fields);
export type Subscription = z.infer<typeof Subscription>;

export const DeliveryStatus = z.enum(['PENDING', 'DELIVERED', 'FAILED']);

/** Why an attempt did not deliver. */
export const DeliveryError = z.enum([
  'AddressRefused',
  'NameNotResolved',
  'ConnectionFailed',
  'TimedOut',
  'Redirected',
  'Gone',
  'Answered',
  'SubscriptionNotActive',
]);
export type DeliveryError = z.infer<typeof DeliveryError>;

export const DeliveryAttempt = z.strictObject({
  at: z.iso.datetime(),
  ms: z.int().nonnegative(),
  status: z.int().optional().describe('The HTTP status, where there was an answer.'),
  error: DeliveryError.optional(),
});
export type DeliveryAttempt = z.infer<typeof DeliveryAttempt>;

/** One event on its way to one subscription. */
export const Delivery = z.strictObject({
  eventId: z.string(),
  type: z.string(),
  at: z.iso.datetime().describe('When what it tells of happened.'),
  status: DeliveryStatus,
  attempts: z.int().nonnegative(),
  lastAttempt: DeliveryAttempt.optional(),
  nextAttemptAt: z.iso.datetime().optional(),
});
export type Delivery = z.infer<typeof Delivery>;

/** What waits in the queue of deliveries. */
export const DeliveryMessage = z.strictObject({
  subscriptionId: z.ulid(),
  eventId: z.string(),
  type: z.string(),
  at: z.iso.datetime(),
  /** Sent as it is, the same with every attempt. */
  body: z.string(),
  /** Attempts made before this one. */
  attempts: z.int().nonnegative(),
  /** After this one more attempt is the last. */
  until: z.iso.datetime(),
  /** Not before this time; SQS delays a message by 15 minutes at most, so it may have to wait again. */
  dueAt: z.iso.datetime(),
});
export type DeliveryMessage = z.infer<typeof DeliveryMessage>;
