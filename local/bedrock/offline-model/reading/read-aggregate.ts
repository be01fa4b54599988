import type { AggregateFunction } from '../linking/operators.ts';
import type { Expression } from '../query/query.ts';
import type { Column } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';
import { project } from './mention.ts';
import { isOperator, itemsAt, operatorAt, skip } from './peek.ts';
import { pickItem } from './pick-item.ts';

/** "The average and maximum price": one output for each function, or the left side of a condition. */
export function readAggregate(draft: Draft): boolean {
  if (operatorAt(draft)?.op !== 'aggregate') return false;
  const { fns, next } = functions(draft);
  const only = fns[0];
  if (isOperator(draft, next, 'count') && fns.length === 1 && only === 'sum') {
    draft.at = next;
    return true;
  }
  const start = draft.at;
  draft.at = next;
  const picked = pickItem(draft, itemsAt(draft, next), 'column', (column) => fits(column, fns));
  if (!picked) throw new Unreadable(`"${draft.chunks[start]?.text}" has nothing it can be taken of`);
  draft.at = next + 1;
  if (picked.kind === 'table') {
    if (only !== 'sum')
      throw new Unreadable(`the ${draft.chunks[start]?.text} of ${picked.table.name} is no figure`);
    draft.counting = { distinct: false };
    draft.at = next;
    return true;
  }
  const outputs: Expression[] =
    picked.kind === 'measure'
      ? [picked]
      : fns.map((fn) => ({ kind: 'aggregate', fn, column: picked.column }));
  if (picked.kind === 'measure' && only !== 'sum')
    throw new Unreadable(`only the total of ${picked.measure.label} is known`);
  if (outputs[0] && isCompared(draft))
    draft.pending = { expression: outputs[0], text: draft.chunks[next]?.text ?? '' };
  else for (const output of outputs) project(draft, output);
  return true;
}

function functions(draft: Draft): { fns: AggregateFunction[]; next: number } {
  const fns: AggregateFunction[] = [];
  let next = draft.at;
  for (
    let operator = operatorAt(draft, next);
    operator?.op === 'aggregate';
    operator = operatorAt(draft, next)
  ) {
    fns.push(operator.fn);
    const after = skip(draft, next + 1, 'and', 'filler');
    next =
      operatorAt(draft, after)?.op === 'aggregate'
        ? after
        : skip(draft, next + 1, 'filler', 'of', 'distinct');
  }
  return { fns, next };
}

function fits(column: Column, fns: readonly AggregateFunction[]): boolean {
  if (column.kind === 'number') return true;
  return column.kind === 'date' && fns.every((fn) => fn === 'min' || fn === 'max');
}

/** In a condition, "average age is above 20" compares; elsewhere it is asked for. */
function isCompared(draft: Draft): boolean {
  return (
    draft.mode === 'where' && isOperator(draft, skip(draft, draft.at, 'filler', 'verb'), 'compare', 'between')
  );
}
