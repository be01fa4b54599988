import type { Draft } from './draft.ts';
import { isOperator, isText, itemsAt, operatorAt, skip } from './peek.ts';

/** "How many …", "the number of different …": what is counted is the next name. */
export function readCount(draft: Draft): boolean {
  if (operatorAt(draft)?.op !== 'count') return false;
  const next = skip(draft, draft.at + 1);
  const distinct =
    isOperator(draft, next, 'distinct') ||
    /different|distinct|unique/i.test(draft.chunks[draft.at]?.text ?? '');
  // "List the name and the count": the count read before is meant.
  if (
    draft.select.some(({ kind }) => kind === 'count') &&
    itemsAt(draft, next).length === 0 &&
    !isOperator(draft, next, 'distinct')
  ) {
    draft.at += 1;
    return true;
  }
  if (draft.entity && draft.select.length === 0 && isListed(draft)) {
    draft.groupTables.push(draft.entity);
  }
  draft.counting = { distinct };
  draft.mode = 'select';
  draft.at = isOperator(draft, next, 'distinct') ? next + 1 : next;
  return true;
}

/** "The stadiums and the number of …", "stadiums with the number of …"; "for countries in Asia, what is the number of …" begins anew. */
function isListed(draft: Draft): boolean {
  const at = beforeFiller(draft);
  return (isOperator(draft, at, 'and') || isText(draft, at, 'with')) && !isText(draft, at + 1, 'what');
}

/** The position before the articles that stand right before the count. */
function beforeFiller(draft: Draft): number {
  let at = draft.at - 1;
  while (isOperator(draft, at, 'filler')) at -= 1;
  return at;
}
