import type { SecretSeal } from '../../shared/notifications/seal-secret.ts';
import type {
  DeliveryPage,
  StoredSubscription,
  SubscriptionStore,
} from '../../shared/notifications/subscription-store.ts';

/** Subscriptions in memory, their secrets sealed by writing them backwards. */
export function createFakeSubscriptions(existing: readonly StoredSubscription[] = []) {
  const kept = new Map(existing.map((each) => [each.id, each]));
  const listed = (belongs: (subscription: StoredSubscription) => boolean) =>
    [...kept.values()].filter(belongs).sort((a, b) => (a.id < b.id ? 1 : -1));
  const change = (id: string, changes: Partial<StoredSubscription>) => {
    const found = kept.get(id);
    if (found) kept.set(id, { ...found, ...changes });
    return kept.get(id);
  };
  const subscriptions: SubscriptionStore = {
    create: async (subscription) => void kept.set(subscription.id, subscription),
    find: async (id) => kept.get(id),
    listOwn: async (principalId) =>
      listed((each) => each.scope === 'own' && each.principalId === principalId),
    listAll: async () => listed(({ scope }) => scope === 'all'),
    end: async (id) => kept.delete(id),
    noteFailure: async (id, at) =>
      change(id, { failingSince: kept.get(id)?.failingSince ?? at })?.failingSince,
    noteSuccess: async (id) => {
      const found = kept.get(id);
      if (!found) return;
      const { failingSince: _over, ...rest } = found;
      kept.set(id, rest);
    },
    disable: async (id, disabledAt) => void change(id, { status: 'DISABLED', disabledAt }),
  };
  const seal: Pick<SecretSeal, 'seal'> = { seal: async (secret) => [...secret].reverse().join('') };
  const deliveries = { list: async (): Promise<DeliveryPage> => ({ deliveries: [] }) };
  return { subscriptions, deliveries, seal };
}
