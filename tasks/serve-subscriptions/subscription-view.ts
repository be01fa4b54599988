import type { SubscriptionView } from '../../shared/contracts/http/subscriptions.ts';
import type { StoredSubscription } from '../../shared/notifications/subscription-store.ts';

/** Everything but the secret. */
export function subscriptionView({ sealedSecret: _secret, ...rest }: StoredSubscription): SubscriptionView {
  const self = `/v1/subscriptions/${rest.id}`;
  return { ...rest, links: { self, deliveries: `${self}/deliveries` } };
}
