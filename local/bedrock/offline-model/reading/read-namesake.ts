import type { Comparison } from '../linking/operators.ts';
import { displayColumns } from '../query/display-columns.ts';
import { type Column, tableOf } from '../schema/schema.ts';
import { addCondition } from './add-condition.ts';
import type { Draft } from './draft.ts';
import { pendingFigure } from './pending.ts';
import { scaleColumn, turnedBy } from './scale-column.ts';

/** "A greater population than Germany", "more expensive than Chai": the figure of another row of the table. */
export function readMoreThanNamed(
  draft: Draft,
  comparison: Comparison,
  adjective: string | undefined,
): boolean {
  const chunk = draft.chunks[draft.at];
  const [table] = draft.focus;
  if (chunk?.kind !== 'value' || !table) return false;
  const scaled = adjective === undefined ? undefined : scaleColumn(draft, table, adjective, 'desc');
  const column = pendingFigure(draft) ?? scaled?.column;
  if (column?.kind !== 'number') return false;
  const named = chunk.candidates.find(
    (one) => one.column.table === column.table && isName(draft, one.column),
  );
  if (!named) return false;
  draft.pending = undefined;
  draft.at += 1;
  const turned = scaled ? turnedBy(scaled.direction, comparison) : comparison;
  addCondition(draft, {
    kind: 'namesake',
    column,
    comparison: turned,
    name: named.column,
    literal: named.literal,
  });
  return true;
}

function isName(draft: Draft, column: Column): boolean {
  return displayColumns(draft.schema, tableOf(draft.schema, column.table)).includes(column);
}
