import { json } from '../../../shared/http/http-response.ts';
import { findVisibleSubscription } from '../find-visible-subscription.ts';
import type { Operation } from '../operation.ts';
import { subscriptionView } from '../subscription-view.ts';

export const getSubscription: Operation<'getSubscription'> = async ({ params, principal }, dependencies) => {
  const found = await findVisibleSubscription(dependencies.subscriptions, params.id, principal);
  return json(200, subscriptionView(found));
};
