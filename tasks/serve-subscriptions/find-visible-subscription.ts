import type { Principal } from '../../shared/contracts/principal.ts';
import { isAdmin } from '../../shared/http/caller.ts';
import { AccessRefused, problem } from '../../shared/http/http-problem.ts';
import type { StoredSubscription, SubscriptionStore } from '../../shared/notifications/subscription-store.ts';

/** The subscription, for whose it is and for an admin; to anyone else it is not there. Throws NotFound. */
export async function findVisibleSubscription(
  subscriptions: Pick<SubscriptionStore, 'find'>,
  id: string,
  principal: Principal,
): Promise<StoredSubscription> {
  const found = await subscriptions.find(id);
  const absent = problem('NotFound', 'There is no such subscription.');
  if (!found) throw absent;
  if (found.principalId === principal.id || isAdmin(principal)) return found;
  throw new AccessRefused('NotVisible', absent);
}
