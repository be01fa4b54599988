import { json } from '../../../shared/http/http-response.ts';
import { findVisibleSubscription } from '../find-visible-subscription.ts';
import type { Operation } from '../operation.ts';

export const listDeliveries: Operation<'listDeliveries'> = async (call, { subscriptions, deliveries }) => {
  const { id } = await findVisibleSubscription(subscriptions, call.params.id, call.principal);
  return json(200, await deliveries.list(id, call.query));
};
