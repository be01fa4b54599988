import type { Candidate } from '../lexicon/item.ts';
import type { Chunk } from '../linking/chunk.ts';
import type { Operator } from '../linking/operators.ts';
import type { Table } from '../schema/schema.ts';
import type { Draft } from './draft.ts';

const SURE = 0.93;
const MARGIN = 0.06;

/** The operator at a position, or undefined. */
export function operatorAt(draft: Draft, at = draft.at): Operator | undefined {
  const chunk = draft.chunks[at];
  return chunk?.kind === 'operator' ? chunk.operator : undefined;
}

/** Whether the operator at a position is one of these. */
export function isOperator(draft: Draft, at: number, ...ops: readonly Operator['op'][]): boolean {
  const operator = operatorAt(draft, at);
  return operator !== undefined && ops.includes(operator.op);
}

/** Whether the words at a position are one of these, whatever their case. */
export function isText(draft: Draft, at: number, ...texts: readonly string[]): boolean {
  return texts.includes(draft.chunks[at]?.text.toLowerCase() ?? '');
}

/** The first position from `at` on that does not hold one of the skipped operators. */
export function skip(draft: Draft, at: number, ...ops: readonly Operator['op'][]): number {
  let next = at;
  while (isOperator(draft, next, ...(ops.length > 0 ? ops : (['filler', 'of'] as const)))) next += 1;
  return next;
}

/** The items linked at a position, none when something else stands there. */
export function itemsAt(draft: Draft, at: number): readonly Candidate[] {
  const chunk = draft.chunks[at];
  return chunk?.kind === 'items' ? chunk.candidates : [];
}

/** The table that a chunk surely names, if any column name there is no better. */
export function tableNamed(chunk: Chunk | undefined): Table | undefined {
  if (chunk?.kind !== 'items') return undefined;
  const best = chunk.candidates[0]?.score ?? 0;
  const found = chunk.candidates.find(
    ({ item, score }) => item.kind === 'table' && score >= Math.min(SURE, best) && score >= best - MARGIN,
  );
  return found?.item.kind === 'table' ? found.item.table : undefined;
}

/** The next table named from a position on, before a condition or another sentence begins. */
export function tableAhead(draft: Draft, from: number): Table | undefined {
  let counted: Table | undefined;
  for (let at = from; at < draft.chunks.length; at += 1) {
    if (isOperator(draft, at, 'stop', 'relative')) return counted;
    if (isOperator(draft, at, 'count')) {
      at = skip(draft, at + 1, 'filler', 'of', 'distinct');
      counted ??= tableNamed(draft.chunks[at]);
      continue;
    }
    const table = tableNamed(draft.chunks[at]);
    if (table) return table;
  }
  return counted;
}
