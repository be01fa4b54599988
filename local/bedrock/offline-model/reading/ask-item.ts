import { displayColumns } from '../query/display-columns.ts';
import { type Column, type Table, tableOf } from '../schema/schema.ts';
import type { Draft } from './draft.ts';
import { mention, project } from './mention.ts';
import { isOperator } from './peek.ts';
import type { Picked } from './pick-item.ts';

/** A name in the asking part: put out, or noted as what the question is about. */
export function askItem(draft: Draft, picked: Picked): void {
  if (picked.kind === 'measure') project(draft, picked);
  else if (picked.kind === 'table') askTable(draft, picked.table);
  else askColumn(draft, picked.column);
}

/** A second table in the list of what is wanted ("and their courses") is shown by its names. */
function askTable(draft: Draft, table: Table): void {
  const first = draft.entity;
  const listed = isListed(draft);
  mention(draft, table);
  if (!listed && first && first.key !== table.key && draft.select.length === 0 && !draft.limit)
    draft.related.push({ table, negated: false, where: [] });
  if (!listed || first?.key === table.key) return;
  showNames(draft, draft.select.length > 0 || !first ? [table] : [first, table]);
}

function showNames(draft: Draft, tables: readonly Table[]): void {
  for (const column of tables.flatMap((one) => displayColumns(draft.schema, one))) {
    project(draft, { kind: 'column', column });
  }
}

/** Whether "and" stands before: "employees and their titles". */
function isListed(draft: Draft): boolean {
  return isOperator(draft, draft.at - 1, 'and') || isOperator(draft, skipBack(draft, draft.at - 1), 'and');
}

function skipBack(draft: Draft, from: number): number {
  let at = from;
  while (isOperator(draft, at, 'filler')) at -= 1;
  return at;
}

function askColumn(draft: Draft, named: Column): void {
  const table = tableOf(draft.schema, named.table);
  if (draft.select.length === 0 && draft.entity && isListed(draft)) showNames(draft, [draft.entity]);
  project(draft, { kind: 'column', column: named });
  if (draft.limit !== undefined && draft.select.length === 1 && !draft.entity)
    draft.showsMeasure = draft.limit > 1;
  if (!draft.focus.some(({ key }) => key === table.key)) draft.focus.push(table);
}
