import { stem } from '../language/stem.ts';
import { displayColumns } from '../query/display-columns.ts';
import { type Column, isKey, type Table } from '../schema/schema.ts';
import type { Draft } from './draft.ts';
import { tableAhead, tableNamed } from './peek.ts';
import { isPossessedAt } from './resolve-column.ts';

/** Whether the text is the plain word "name", which every table may mean differently. */
export function isPlainName(text: string): boolean {
  return stem(text.toLowerCase()) === stem('name');
}

/** What "name" means here: the display columns of the table spoken of, unless those are mere keys. */
export function nameColumns(draft: Draft): readonly Column[] {
  const table: Table | undefined =
    tableNamed(draft.chunks[draft.at - 1]) ??
    (isPossessedAt(draft, draft.at) ? draft.focus[0] : tableAhead(draft, draft.at + 1)) ??
    draft.focus[0] ??
    draft.entity;
  const columns = table ? displayColumns(draft.schema, table) : [];
  return columns.every((column) => isKey(draft.schema, column)) ? [] : columns;
}
