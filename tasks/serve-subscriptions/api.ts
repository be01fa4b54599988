import { SUBSCRIPTION_API } from '../../shared/contracts/http/routes/subscription-api.ts';
import type { Api } from '../../shared/http/api.ts';
import type { Dependencies, SubscriptionOperationId } from './operation.ts';
import { createSubscription } from './operations/create-subscription.ts';
import { deleteSubscription } from './operations/delete-subscription.ts';
import { getSubscription } from './operations/get-subscription.ts';
import { listDeliveries } from './operations/list-deliveries.ts';
import { listSubscriptions } from './operations/list-subscriptions.ts';

/** What each route about subscriptions does: the compiler asks for every one of them. */
export const API: Api<SubscriptionOperationId, Dependencies> = {
  routes: SUBSCRIPTION_API,
  operations: {
    createSubscription,
    deleteSubscription,
    getSubscription,
    listDeliveries,
    listSubscriptions,
  },
};
