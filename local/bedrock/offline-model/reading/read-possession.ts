import { isKey } from '../schema/schema.ts';
import { addCondition } from './add-condition.ts';
import type { Draft } from './draft.ts';
import { isOperator, itemsAt } from './peek.ts';
import { pickItem } from './pick-item.ts';

const HAS = /^(has|have|had|having|with)$/i;

/** "Customers that have a fax": the column is not empty. Only where nothing is said of its value. */
export function readPossession(draft: Draft): boolean {
  const verb = draft.chunks[draft.at];
  const article = draft.chunks[draft.at + 1]?.text ?? '';
  const asked = draft.select.length > 0 || draft.entity !== undefined;
  if (!asked || verb?.kind !== 'operator' || !HAS.test(verb.text) || !/^(a|an|any)$/i.test(article))
    return false;
  const at = draft.at + 2;
  if (draft.chunks[at + 1] && !isOperator(draft, at + 1, 'stop', 'and', 'each', 'by')) return false;
  draft.at = at;
  const picked = pickItem(draft, itemsAt(draft, at), 'table');
  if (picked?.kind !== 'column' || picked.column.kind === 'number' || isKey(draft.schema, picked.column))
    return false;
  draft.at = at + 1;
  addCondition(draft, { kind: 'null', column: picked.column, negated: true });
  return true;
}
