import { displayColumns } from '../query/display-columns.ts';
import { type Condition, type Expression, isAggregated } from '../query/query.ts';
import { type Column, type Table, tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { dateColumn } from './date-column.ts';
import type { Draft } from './draft.ts';

/** What is shown: what was asked for, else the names of the rows asked about, with the measure of a ranking. */
export function selectOf(draft: Draft, entity: Table): Expression[] {
  if (draft.everything && draft.select.length === 0) {
    return entity.columns.map((column) => ({ kind: 'column', column }));
  }
  if (draft.select.length === 0 && draft.asksWhen) return whenOf(draft);
  if (draft.figure && isSummed(draft)) return draft.select.map((one) => summed(one, draft.figure));
  if (draft.showsMeasure && draft.select.length > 0)
    return [...draft.select, ...draft.order.map(({ by }) => by)];
  if (draft.select.length > 0) return draft.select;
  if (asksObject(draft)) throw new Unreadable(`it is not clear what of ${entity.name} is asked for`);
  const grouped = draft.groups.length > 0 || draft.groupTables.length > 0;
  const display: Expression[] =
    (grouped || draft.askedUnit) && draft.order.some(({ by }) => isAggregated(by))
      ? []
      : displayColumns(draft.schema, entity).map((column) => ({ kind: 'column', column }));
  const wanted = draft.showsMeasure || (draft.limit !== undefined && draft.limit > 1);
  const measures = wanted ? draft.order.map(({ by }) => by) : [];
  return [...display, ...measures];
}

/** "What did customers in France order": what they did it to, not they themselves. */
function asksObject({ chunks }: Draft): boolean {
  const [first, second] = chunks.map(({ text }) => text.toLowerCase());
  return first === 'what' && /^(did|do|does|have|has)$/.test(second ?? '');
}

/** Figures of many rows are added up; those of one row, or beside other outputs of the row, stand as they are. */
function isSummed(draft: Draft): boolean {
  const alone = draft.select.length === 1 || draft.groups.length + draft.groupTables.length > 0;
  return alone && draft.order.length === 0 && !draft.conditions.some((one) => isOneRow(draft, one));
}

/** Whether the condition names a row by what it is called. */
function isOneRow(draft: Draft, condition: Condition): boolean {
  if (condition.kind !== 'among' || condition.literals.length > 1) return false;
  const table = tableOf(draft.schema, condition.column.table);
  return (
    displayColumns(draft.schema, table).includes(condition.column) &&
    table.columns.some((one) => one === draft.figure)
  );
}

function summed(one: Expression, figure: Column | undefined): Expression {
  return one.kind === 'column' && one.column === figure
    ? { kind: 'aggregate', fn: 'sum', column: one.column }
    : one;
}

/** "When …": the date of what is asked about. */
function whenOf(draft: Draft): Expression[] {
  const column = dateColumn(draft);
  if (!column) throw new Unreadable('no date tells when');
  return [{ kind: 'column', column }];
}
