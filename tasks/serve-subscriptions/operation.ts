import type { SUBSCRIPTION_API } from '../../shared/contracts/http/routes/subscription-api.ts';
import type { ServingDependencies } from '../../shared/http/api.ts';
import type { Operation as HttpOperation } from '../../shared/http/operation.ts';
import type { SecretSeal } from '../../shared/notifications/seal-secret.ts';
import type { DeliveryStore, SubscriptionStore } from '../../shared/notifications/subscription-store.ts';
import type { ResolveName } from '../../shared/notifications/webhook-address.ts';

export type SubscriptionOperationId = keyof typeof SUBSCRIPTION_API;

/** What the operations use; dependencies.ts makes the real ones. */
export interface Dependencies extends ServingDependencies {
  readonly subscriptions: Pick<SubscriptionStore, 'create' | 'find' | 'listOwn' | 'listAll' | 'end'>;
  readonly deliveries: Pick<DeliveryStore, 'list'>;
  readonly seal: Pick<SecretSeal, 'seal'>;
  readonly resolveName: ResolveName;
  /** A new ULID. */
  readonly newId: () => string;
}

export type Operation<Id extends SubscriptionOperationId> = HttpOperation<Id, Dependencies>;
