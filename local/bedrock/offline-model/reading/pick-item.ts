import type { Candidate, Measure } from '../lexicon/item.ts';
import { type Column, type Table, tableOf } from '../schema/schema.ts';
import type { Draft } from './draft.ts';
import { resolveColumn } from './resolve-column.ts';

const MARGIN = 0.06;
const KEY_WORD = /\b(ids?|codes?|keys?|numbers?|identifiers?|no)\b/i;

export type Picked =
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'column'; readonly column: Column }
  | { readonly kind: 'measure'; readonly measure: Measure };

/** What the candidates mean here: a measure, a table, or a column of the tables talked about. */
export function pickItem(
  draft: Draft,
  candidates: readonly Candidate[],
  prefer: 'table' | 'column',
  accepts?: (column: Column) => boolean,
): Picked | undefined {
  const best = candidates[0]?.score ?? 0;
  const measure = candidates.find(({ item }) => item.kind === 'measure');
  if (measure?.item.kind === 'measure' && measure.score >= best - MARGIN) return measure.item;
  const tables = candidates.filter(({ item, score }) => item.kind === 'table' && score >= best - MARGIN);
  const columns = candidates.filter(
    ({ item }) => item.kind === 'column' && (!accepts || accepts(item.column)),
  );
  const strong = columns.filter(({ score }) => score >= best - MARGIN);
  if (
    tables[0]?.item.kind === 'table' &&
    (prefer === 'table' || !strong.some((one) => isOfFocus(draft, one)))
  ) {
    return tables[0].item;
  }
  const column = resolveColumn(draft, columns, accepts);
  if (!column) return undefined;
  const referred = referredTable(draft, column);
  return referred ? { kind: 'table', table: referred } : { kind: 'column', column };
}

/** "Per category" over a key column means the categories, unless the key itself is named: "category id". */
function referredTable(draft: Draft, column: Column): Table | undefined {
  const text = draft.chunks[draft.at]?.text ?? '';
  if (KEY_WORD.test(text)) return undefined;
  const key = draft.schema.foreignKeys.find(
    ({ table, columns }) => table === column.table && columns.length === 1 && columns[0] === column.name,
  );
  return key && key.refTable !== column.table ? tableOf(draft.schema, key.refTable) : undefined;
}

function isOfFocus(draft: Draft, { item }: Candidate): boolean {
  return item.kind === 'column' && draft.focus.some(({ key }) => key === item.column.table);
}
