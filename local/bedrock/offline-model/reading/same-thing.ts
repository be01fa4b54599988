import type { Column } from '../schema/schema.ts';
import type { Draft } from './draft.ts';

/** Both ends of one relationship hold the same values. */
export function sameThing(draft: Draft, left: Column, right: Column): boolean {
  return draft.schema.foreignKeys.some(
    (key) =>
      (matches(key.table, key.columns, left) && matches(key.refTable, key.refColumns, right)) ||
      (matches(key.table, key.columns, right) && matches(key.refTable, key.refColumns, left)),
  );
}

function matches(table: string, columns: readonly string[], column: Column): boolean {
  return column.table === table && columns.includes(column.name);
}
