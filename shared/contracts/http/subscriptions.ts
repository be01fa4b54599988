import * as z from 'zod';
import { Delivery, SubscribedEvent, Subscription, SubscriptionScope } from '../subscriptions.ts';
import { nextCursor, PageQuery } from './paging.ts';

const MAX_URL_LENGTH = 2_000;

const SECRET_FORM = 'Give whsec_ and 24 to 64 random bytes in base64.';

/** As Standard Webhooks has it: 24 to 64 random bytes. */
const Secret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{32,86}={0,2}$/, { error: SECRET_FORM, abort: true })
  .refine((text) => {
    const encoded = text.slice('whsec_'.length);
    const bytes = Buffer.from(encoded, 'base64');
    return bytes.length >= 24 && bytes.length <= 64 && bytes.toString('base64') === encoded;
  }, SECRET_FORM);

export const CreateSubscription = z
  .strictObject({
    url: z.string().max(MAX_URL_LENGTH).describe('Where events are posted, by https.'),
    events: z.array(SubscribedEvent).min(1).max(50).describe('`*` is every event.'),
    scope: SubscriptionScope.default('own').describe('`all` is for the role admin.'),
    secret: Secret.optional().describe('Deliveries are signed with it; one is made where none is given.'),
  })
  .meta({ examples: [{ url: 'https://hooks.example.com/inquery', events: ['Question Answered'] }] });
export type CreateSubscription = z.infer<typeof CreateSubscription>;

export const SubscriptionView = z.strictObject({
  ...Subscription.shape,
  links: z.strictObject({ self: z.string(), deliveries: z.string() }),
});
export type SubscriptionView = z.infer<typeof SubscriptionView>;

export const CreatedSubscription = z.strictObject({
  ...SubscriptionView.shape,
  secret: z.string().describe('Verifies the signatures; shown this once.'),
});

export type CreatedSubscription = z.infer<typeof CreatedSubscription>;

export const SubscriptionList = z.strictObject({ subscriptions: z.array(SubscriptionView) });

export const SubscriptionParams = z.strictObject({ id: z.ulid() });

export const DeliveriesQuery = PageQuery;

export const DeliveryPage = z.strictObject({ deliveries: z.array(Delivery), nextCursor });
