import type { PlainCondition } from '../query/query.ts';
import { type Column, isFlag, isKey } from '../schema/schema.ts';
import { addCondition } from './add-condition.ts';
import type { Draft } from './draft.ts';
import { isOperator, itemsAt } from './peek.ts';
import { pickItem } from './pick-item.ts';
import { resolveColumn } from './resolve-column.ts';

const HAS = /^(has|have|had|having|with|got|get|gets|received)$/i;

/** "Customers that have a fax", "orders that got a discount": not empty, or more than 0. Only where nothing is said of the value. */
export function readPossession(draft: Draft): boolean {
  const verb = draft.chunks[draft.at];
  const article = draft.chunks[draft.at + 1]?.text ?? '';
  const asked = draft.select.length > 0 || draft.entity !== undefined;
  if (!asked || verb?.kind !== 'operator' || !HAS.test(verb.text)) return false;
  const hasArticle = /^(a|an|any)$/i.test(article);
  const at = draft.at + (hasArticle ? 2 : 1);
  if (draft.chunks[at + 1] && !isOperator(draft, at + 1, 'stop', 'and', 'each', 'by')) return false;
  draft.at = at;
  const picked = pickItem(draft, itemsAt(draft, at), 'table');
  if (picked?.kind !== 'column' || isKey(draft.schema, picked.column)) return false;
  const { column } = picked;
  if (!hasArticle && column.kind !== 'number') return false;
  draft.at = at + 1;
  addCondition(draft, presence(column));
  return true;
}

function presence(column: Column): PlainCondition {
  if (isFlag(column)) return { kind: 'flag', column, negated: false };
  return column.kind === 'number'
    ? { kind: 'compare', column, comparison: '>', value: 0 }
    : { kind: 'null', column, negated: true };
}

/** "Out of stock", "in stock", "on order": the figure is 0, or more. */
export function readOutOf(draft: Draft): boolean {
  const [word = '', of = '', noun = ''] = draft.chunks
    .slice(draft.at, draft.at + 3)
    .map(({ text }) => text.toLowerCase());
  const isOut = word === 'out' && of === 'of' && noun !== '';
  if (!isOut && !['in stock', 'on order'].includes(`${word} ${of}`)) return false;
  draft.at += isOut ? 2 : 1;
  const column = resolveColumn(
    draft,
    itemsAt(draft, draft.at),
    (one) => one.kind === 'number' && !isKey(draft.schema, one),
  );
  if (!column) return false;
  draft.at += 1;
  const isEmpty = isOut !== draft.negated;
  draft.negated = false;
  addCondition(draft, { kind: 'compare', column, comparison: isEmpty ? '=' : '>', value: 0 });
  return true;
}
