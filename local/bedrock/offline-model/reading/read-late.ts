import { stem } from '../language/stem.ts';
import { identifierWords } from '../lexicon/identifier-words.ts';
import type { Column, Table } from '../schema/schema.ts';
import { addCondition } from './add-condition.ts';
import { hintedDate } from './date-column.ts';
import type { Draft } from './draft.ts';
import { operatorAt, tableAhead } from './peek.ts';

const DUE = ['due', 'required', 'deadline', 'expected', 'promised', 'planned', 'scheduled'].map(stem);
const DONE = ['shipped', 'delivered', 'returned', 'completed', 'finished', 'paid', 'arrived', 'actual'].map(
  stem,
);

/** "Shipped late", "late orders", "delivered on time": a date after, or up to, the one that was due. */
export function readLate(draft: Draft): boolean {
  const operator = operatorAt(draft);
  if (operator?.op !== 'late') return false;
  const done = hintedDate(draft) ?? dateOf(draft.focus[0] ?? tableAhead(draft, draft.at), DONE);
  const due =
    done &&
    dateOf(
      draft.schema.tables.find(({ key }) => key === done.table),
      DUE,
    );
  if (!done || !due || done === due) return false;
  const { mode } = draft;
  const isLate = operator.negated === draft.negated;
  draft.negated = false;
  addCondition(draft, { kind: 'columns', column: done, comparison: isLate ? '>' : '<=', other: due });
  draft.assumptions.push(`late means that ${done.name} is after ${due.name}`);
  draft.mode = draft.select.length > 0 || draft.entity ? 'where' : mode;
  draft.at += 1;
  return true;
}

/** The only date of the table that is called by one of these words. */
function dateOf(table: Table | undefined, words: readonly string[]): Column | undefined {
  const [only, ...more] = (table?.columns ?? []).filter(
    ({ kind, name }) =>
      kind === 'date' &&
      identifierWords(name, new Set())
        .map(stem)
        .some((word) => words.includes(word)),
  );
  return more.length === 0 ? only : undefined;
}
