import type { Draft } from './draft.ts';
import { isOperator, operatorAt, skip, tableNamed } from './peek.ts';

/** Words that only join or turn the sentence; they move the reading between asking and describing. */
export function readConnective(draft: Draft): boolean {
  const operator = operatorAt(draft);
  const asked = draft.select.length > 0 || draft.entity !== undefined;
  switch (operator?.op) {
    case 'show':
      // "Employees that report to …": only at the beginning is it a request.
      if (draft.at > 0 && draft.chunks[draft.at]?.text.toLowerCase() === 'report') return false;
      draft.mode = 'select';
      break;
    case 'relative':
    case 'verb':
      if (asked && !draft.counting) draft.mode = 'where';
      break;
    case 'like':
    case 'order':
      if (!isMereVerb(draft)) return false;
      draft.mode = 'where';
      break;
    case 'who':
      if (draft.at > 0 && asked) draft.mode = 'where';
      break;
    case 'when':
      if (draft.at === 0) draft.asksWhen = true;
      else draft.mode = 'where';
      break;
    case 'both':
      if (tableNamed(draft.chunks[draft.at + 1])) return false;
      break;
    case 'distinct':
      draft.distinct = true;
      break;
    case 'everything':
      draft.everything = true;
      break;
    case 'develops':
      draft.develops = true;
      break;
    case 'versus':
      draft.compares = true;
      break;
    case 'filler':
    case 'of':
    case 'and':
    case 'or':
    case 'either':
      break;
    case 'stop':
      if (draft.pending) return false;
      break;
    default:
      return false;
  }
  if (operator.op === 'or' && !isOperator(draft, draft.at - 1, 'and') && draft.mode === 'where') return false;
  draft.at += 1;
  return true;
}

/** "Orders that contain more than 3 products", "ordered by customers": a verb before a number or a table. */
function isMereVerb(draft: Draft): boolean {
  const next = skip(draft, draft.at + 1);
  return isOperator(draft, next, 'compare', 'both') || tableNamed(draft.chunks[next]) !== undefined;
}
