import { audit } from '../../../shared/access/audit.ts';
import { findVisibleSubscription } from '../find-visible-subscription.ts';
import type { Operation } from '../operation.ts';

export const deleteSubscription: Operation<'deleteSubscription'> = async (call, dependencies) => {
  const { subscriptions, clock, logger } = dependencies;
  const { id } = await findVisibleSubscription(subscriptions, call.params.id, call.principal);
  await subscriptions.end(id, new Date(clock.now()));
  audit(logger, 'SubscriptionEnded', call.who, { subscriptionId: id });
  return { status: 204 };
};
