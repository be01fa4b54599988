import type { Policy, Selection } from '../contracts/policy.ts';

export function isTableVisible({ tables }: Policy, table: string): boolean {
  return tables === undefined || selects(tables, table);
}

export function isColumnVisible({ columns }: Policy, table: string, column: string): boolean {
  const selection = Object.hasOwn(columns, table) ? columns[table] : undefined;
  return selection === undefined || selects(selection, column);
}

function selects(selection: Selection, name: string): boolean {
  return 'allow' in selection ? selection.allow.includes(name) : !selection.deny.includes(name);
}
