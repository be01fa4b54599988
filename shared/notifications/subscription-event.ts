import { SUBSCRIPTION_DISABLED, type SubscriptionDisabledDetail } from '../contracts/events.ts';
import type { Subscription } from '../contracts/subscriptions.ts';

interface SubscriptionEvent {
  readonly detailType: typeof SUBSCRIPTION_DISABLED;
  readonly detail: SubscriptionDisabledDetail;
}

/** Tells that a subscription gets no more events; without its address, which may be the receiver's secret. */
export function subscriptionDisabledEvent(
  { id, principalId }: Subscription,
  reason: SubscriptionDisabledDetail['reason'],
  at: string,
): SubscriptionEvent {
  return {
    detailType: SUBSCRIPTION_DISABLED,
    detail: {
      schemaVersion: 1,
      eventId: `${id}:DISABLED`,
      subscriptionId: id,
      at,
      status: 'DISABLED',
      principalId,
      reason,
      links: { self: `/v1/subscriptions/${id}` },
    },
  };
}
