import { ADMINISTRATION_API } from '../../shared/contracts/http/routes/administration-api.ts';
import type { Api } from '../../shared/http/api.ts';
import type { AdministrationId, Dependencies } from './operation.ts';
import { createKey } from './operations/create-key.ts';
import { createSubscription } from './operations/create-subscription.ts';
import { deleteSubscription } from './operations/delete-subscription.ts';
import { getConfiguration } from './operations/get-configuration.ts';
import { getDocs } from './operations/get-docs.ts';
import { getOpenApi } from './operations/get-open-api.ts';
import { getSubscription } from './operations/get-subscription.ts';
import { getUsage } from './operations/get-usage.ts';
import { listDeliveries } from './operations/list-deliveries.ts';
import { listKeys } from './operations/list-keys.ts';
import { listSubscriptions } from './operations/list-subscriptions.ts';
import { reloadConfiguration } from './operations/reload-configuration.ts';
import { revokeKey } from './operations/revoke-key.ts';
import { rotateKey } from './operations/rotate-key.ts';

/** What each administration route does: the compiler asks for every one of them. */
export const API: Api<AdministrationId, Dependencies> = {
  routes: ADMINISTRATION_API,
  operations: {
    createKey,
    createSubscription,
    deleteSubscription,
    getConfiguration,
    getDocs,
    getOpenApi,
    getSubscription,
    listDeliveries,
    getUsage,
    listKeys,
    listSubscriptions,
    reloadConfiguration,
    revokeKey,
    rotateKey,
  },
};
