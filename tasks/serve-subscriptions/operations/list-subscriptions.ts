import { isAdmin } from '../../../shared/http/caller.ts';
import { json } from '../../../shared/http/http-response.ts';
import type { Operation } from '../operation.ts';
import { subscriptionView } from '../subscription-view.ts';

export const listSubscriptions: Operation<'listSubscriptions'> = async (
  { principal },
  { subscriptions: store },
) => {
  const [own, all] = await Promise.all([
    store.listOwn(principal.id),
    isAdmin(principal) ? store.listAll() : [],
  ]);
  const newestFirst = [...own, ...all].sort((a, b) => (a.id < b.id ? 1 : -1));
  return json(200, { subscriptions: newestFirst.map(subscriptionView) });
};
