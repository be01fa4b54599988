import { displayColumns } from '../query/display-columns.ts';
import type { Expression } from '../query/query.ts';
import { type Column, tableOf } from '../schema/schema.ts';
import type { Draft } from './draft.ts';

/** "Which countries do we have suppliers in": values that many rows share are told once each. */
export function isRepeating(draft: Draft, select: readonly Expression[]): boolean {
  const [only, ...more] = select;
  if (only?.kind !== 'column' || more.length > 0 || draft.order.length > 0 || draft.limit !== undefined)
    return false;
  const { column } = only;
  const table = tableOf(draft.schema, column.table);
  const names =
    table.primaryKey.includes(column.name) || displayColumns(draft.schema, table).includes(column);
  return column.kind === 'text' && !names && asksWhich(draft, column);
}

/** Whether the question begins with "which" or "what" and the column's name, in the plural, and not "of" something. */
function asksWhich({ chunks }: Draft, column: Column): boolean {
  const at = chunks.findIndex((chunk) => chunk.kind === 'items');
  const chunk = chunks[at];
  const named =
    chunk?.kind === 'items' &&
    chunk.candidates.some(({ item }) => item.kind === 'column' && item.column === column);
  const begins = chunks.slice(0, at).every(({ text }) => /^(which|what|are|the|in|from|to)$/i.test(text));
  const isOwned =
    /^(of|for)$/i.test(chunks[at + 1]?.text ?? '') && chunks[at - 1]?.text.toLowerCase() === 'the';
  return named && at > 0 && begins && !isOwned && /[^s]s$/i.test(chunk.text);
}
