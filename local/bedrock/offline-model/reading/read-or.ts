import type { Condition, PlainCondition } from '../query/query.ts';
import type { Draft, Rule } from './draft.ts';
import { isOperator, skip } from './peek.ts';
import { readCompare } from './read-compare.ts';
import { readNumber } from './read-number.ts';
import { readText } from './read-text.ts';
import { readValue } from './read-value.ts';

const CONTINUATIONS: readonly Rule[] = [readCompare, readText, readValue, readNumber];

/** "… or 1949", "… or above 30": another alternative for the column of the condition just read. */
export function readOr(draft: Draft): boolean {
  if (!isOperator(draft, draft.at, 'or')) return false;
  const last = draft.conditions.at(-1);
  if (!last || last.kind === 'related' || draft.pending) return false;
  const start = draft.at;
  draft.at = skip(draft, draft.at + 1, 'filler', 'either', 'verb', 'relative', 'of');
  draft.pending = { expression: { kind: 'column', column: last.column }, text: last.column.name };
  const count = draft.conditions.length;
  if (CONTINUATIONS.some((rule) => rule(draft))) {
    const added = draft.conditions.splice(count);
    if (added.every((one) => isPlain(one) && one.column === last.column)) {
      draft.conditions[count - 1] = {
        kind: 'any',
        column: last.column,
        conditions: [...alternatives(last), ...added.flatMap(alternatives)],
      };
      return true;
    }
  }
  draft.pending = undefined;
  draft.at = start;
  return false;
}

function isPlain(condition: Condition): condition is PlainCondition {
  return condition.kind !== 'related' && condition.kind !== 'any';
}

function alternatives(condition: Condition): readonly PlainCondition[] {
  if (condition.kind === 'any') return condition.conditions;
  return isPlain(condition) ? [condition] : [];
}
