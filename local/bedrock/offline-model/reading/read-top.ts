import type { Draft } from './draft.ts';
import { isOperator, itemsAt, operatorAt, skip } from './peek.ts';

/** "Top 5 products by …", "which 5 customers …", "the 3 oldest …": how many rows are wanted. */
export function readTop(draft: Draft): boolean {
  const operator = operatorAt(draft);
  if (operator?.op === 'nth') return readNth(draft, operator.n);
  const top = operator?.op === 'top' ? operator : undefined;
  const at = top ? skip(draft, draft.at + 1) : draft.at;
  const number = draft.chunks[at];
  const counted =
    number?.kind === 'number' && Number.isInteger(number.value) && number.value > 0 && number.value < 1000;
  if (top) {
    draft.ranking = { direction: top.direction };
    draft.limit = counted ? number.value : 1;
    draft.at = counted ? at + 1 : draft.at + 1;
    return true;
  }
  if (!counted || draft.mode !== 'select' || draft.pending) return false;
  const next = skip(draft, at + 1);
  const ranked = isOperator(draft, next, 'superlative', 'top', 'frequent', 'bestselling');
  if (!ranked && !(itemsAt(draft, next).length > 0 && hasRanking(draft, next))) return false;
  draft.limit = number.value;
  draft.at = next;
  return true;
}

function hasRanking(draft: Draft, from: number): boolean {
  return draft.chunks.some(
    (_, at) => at > from && isOperator(draft, at, 'superlative', 'order', 'bestselling'),
  );
}

/** "The second most expensive": the rows before it are passed over. */
function readNth(draft: Draft, n: number): boolean {
  const next = skip(draft, draft.at + 1);
  if (!isOperator(draft, next, 'superlative')) return false;
  draft.offset = n - 1;
  draft.at = next;
  return true;
}
