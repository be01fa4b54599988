import * as z from 'zod';
import { REFUSAL_ERRORS } from '../../../shared/contracts/errors.ts';
import type { Strike } from '../strikes/strike.ts';
import { finalStatuses } from './invariants.ts';
import type { Item, Observed } from './observed.ts';
import type { Violation } from './violation.ts';

const Ending = z.object({ error: z.object({ name: z.string() }) });

/** Jobs that have failed since `before` with what none of the faults that struck explains. */
export function unexplained(
  before: ReadonlyMap<string, string>,
  observed: Observed,
  struck: readonly Pick<Strike, 'kind' | 'mayFailWith'>[],
): Violation[] {
  // An export fails with what its question was refused for.
  const explained = new Set<string>([...REFUSAL_ERRORS, ...struck.flatMap(({ mayFailWith }) => mayFailWith)]);
  const byId = new Map(
    observed.items.flatMap((item) => (item.sk === 'JOB' ? [[String(item.id), item]] : [])),
  );
  return [...finalStatuses(observed)].flatMap(([id, status]) => {
    const item = byId.get(id);
    if (status !== 'FAILED' || before.has(id) || !item) return [];
    const error = errorOf(item);
    if (explained.has(error)) return [];
    return {
      invariant: UNEXPLAINED,
      what: `${item.kind} ${id} failed with ${error}, after ${struck.map(({ kind }) => kind).join(', ')}`,
    };
  });
}

export const UNEXPLAINED = 'what fails, fails by what befell it';

/** Of a question or an export, whose ending is text, or of a batch. */
function errorOf({ ending, error }: Item): string {
  const told = typeof ending === 'string' ? JSON.parse(ending) : { error };
  return Ending.safeParse(told).data?.error.name ?? 'no error at all';
}

/** Of so many jobs at least is a share looked at: of few, one fault may take a large part. */
const MANY = 100;
const MOST_FAILED = 0.15;

/** Most of what was asked must end well in spite of all faults. */
export function tooManyFailed(statuses: ReadonlyMap<string, string>): Violation[] {
  const failed = [...statuses.values()].filter((status) => status === 'FAILED').length;
  if (statuses.size < MANY || failed <= MOST_FAILED * statuses.size) return [];
  return [{ invariant: 'most jobs end well', what: `${failed} of ${statuses.size} failed` }];
}
