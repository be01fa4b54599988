import { parentsOf } from '../joins/join-path.ts';
import type { TimeUnit } from '../linking/operators.ts';
import { type Condition, isAggregated, type PlainCondition } from '../query/query.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';

type PeriodCondition = Extract<PlainCondition, { kind: 'period' }>;

/**
 * "In 2023 and 2024": a second whole period of the same date. For rows that have one date it widens the first; a
 * figure is split by it when it is compared; what happens to a row many times has to happen in both.
 */
export function joinPeriods(draft: Draft, condition: Condition): boolean {
  const at = draft.conditions.findIndex(
    (one) => isWhole(one) && isWhole(condition) && one.column === condition.column,
  );
  const earlier = draft.conditions[at];
  if (!earlier || !isWhole(earlier) || !isWhole(condition)) return false;
  const unit = unitOf(earlier);
  const measured = draft.select.some(isAggregated);
  if (measured && draft.compares && unit && unit === unitOf(condition)) {
    draft.groups.push({ kind: 'bucket', unit, column: condition.column });
  } else if (
    measured &&
    !/\b(total|combined|together)\b/i.test(draft.chunks.map(({ text }) => text).join(' '))
  ) {
    throw new Unreadable('say whether the periods are to be compared or taken together');
  } else if (!measured && !isOwn(draft, condition)) return false;
  draft.conditions[at] = { kind: 'any', column: condition.column, conditions: [earlier, condition] };
  return true;
}

function isWhole(condition: Condition): condition is PeriodCondition {
  return condition.kind === 'period' && condition.from !== undefined && condition.to !== undefined;
}

/** Whether each row asked about has one such date. */
function isOwn(draft: Draft, { column }: PeriodCondition): boolean {
  const entity = draft.entity?.key;
  return (
    entity !== undefined &&
    (column.table === entity || parentsOf(draft.schema, entity).includes(column.table))
  );
}

/** The unit that the period is one of. */
function unitOf({ from = '', to = '' }: PeriodCondition): TimeUnit | undefined {
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
  if (days >= 365 && days <= 366) return 'year';
  if (days >= 90 && days <= 92) return 'quarter';
  return days >= 28 && days <= 31 ? 'month' : undefined;
}
