import type { DayUsageView } from '../../../shared/contracts/http/usage.ts';
import type { Principal } from '../../../shared/contracts/principal.ts';
import { isAdmin } from '../../../shared/http/caller.ts';
import { AccessRefused, invalid, problem } from '../../../shared/http/http-problem.ts';
import { json } from '../../../shared/http/http-response.ts';
import type { DayUsage } from '../../../shared/jobs/usage-ledger.ts';
import type { Operation } from '../operation.ts';

const DAY_MS = 24 * 3_600_000;
const USUAL_DAYS = 30;
const EVERYBODY = '*';

export const getUsage: Operation<'getUsage'> = async ({ query, principal }, { usage, clock }) => {
  const to = query.to ?? dayOf(clock.now());
  const from = query.from ?? dayOf(Date.parse(to) - USUAL_DAYS * DAY_MS);
  if (from > to) throw invalid([{ field: 'query.from', message: '`from` lies after `to`.' }]);
  const { limit, cursor } = query;
  const principalId = whose(query.principal, principal);
  const page = await usage.list({ principalId, from, to, limit, ...(cursor !== undefined && { cursor }) });
  return json(200, { from, to, usage: page.items.map(dayView), nextCursor: page.cursor });
};

const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);

/** Whose usage is asked for, undefined for everybody's. Throws NotAuthorised. */
function whose(asked: string | undefined, caller: Principal): string | undefined {
  if (asked === undefined || asked === caller.id) return caller.id;
  if (isAdmin(caller)) return asked === EVERYBODY ? undefined : asked;
  const message = 'This call needs the role admin for anybody but yourself.';
  throw new AccessRefused('RoleMissing', problem('NotAuthorised', message));
}

function dayView({ day, principalId, questions, models }: DayUsage): DayUsageView {
  const sum = (of: (model: DayUsage['models'][number]) => number) =>
    models.reduce((total, model) => total + of(model), 0);
  return {
    ...{ day, principal: principalId, questions },
    calls: sum(({ calls }) => calls),
    tokensIn: sum(({ tokensIn }) => tokensIn),
    tokensOut: sum(({ tokensOut }) => tokensOut),
    tokensCached: sum(({ tokensCached }) => tokensCached),
    costUsd: sum(({ costUsd }) => costUsd),
    models: [...models],
  };
}
