import { isAdmin } from '../../../shared/http/caller.ts';
import { AccessRefused, problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import type { Operation } from '../operation.ts';
import { scheduleSummary } from '../schedule-view.ts';

export const listSchedules: Operation<'listSchedules'> = async (
  { query, principal },
  { schedules, clock },
) => {
  const { scope, ...page } = query;
  if (scope === 'all' && !isAdmin(principal)) {
    const refusal = problem('NotAuthorised', 'Only the role admin sees everybody’s standing questions.');
    throw new AccessRefused('RoleMissing', refusal);
  }
  const { items, cursor } = await (scope === 'all'
    ? schedules.listAll(page)
    : schedules.listByPrincipal(principal.id, page));
  const now = clock.now();
  return json(200, { schedules: items.map((each) => scheduleSummary(each, now)), nextCursor: cursor });
};
