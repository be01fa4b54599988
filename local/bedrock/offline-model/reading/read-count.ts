import type { Draft } from './draft.ts';
import { isOperator, operatorAt, skip } from './peek.ts';

/** "How many …", "the number of different …": what is counted is the next name. */
export function readCount(draft: Draft): boolean {
  if (operatorAt(draft)?.op !== 'count') return false;
  const next = skip(draft, draft.at + 1);
  const distinct =
    isOperator(draft, next, 'distinct') ||
    /different|distinct|unique/i.test(draft.chunks[draft.at]?.text ?? '');
  draft.counting = { distinct };
  draft.mode = 'select';
  draft.at = isOperator(draft, next, 'distinct') ? next + 1 : next;
  return true;
}
