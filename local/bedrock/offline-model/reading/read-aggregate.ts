import { parentsOf } from '../joins/join-path.ts';
import type { AggregateFunction } from '../linking/operators.ts';
import { findSalesLines, revenueOf } from '../measures/sales-lines.ts';
import type { Expression } from '../query/query.ts';
import { type Column, isKey, isRate, type Table, tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';
import { project } from './mention.ts';
import { isOperator, isText, itemsAt, operatorAt, skip } from './peek.ts';
import { pickItem } from './pick-item.ts';

const SURE = 0.9;

/** "The average and maximum price": one output for each function, or the left side of a condition. */
export function readAggregate(draft: Draft): boolean {
  if (operatorAt(draft)?.op !== 'aggregate') return false;
  const { fns, next: after } = functions(draft);
  const only = fns[0];
  const next = only === 'sum' ? after : (figureNamed(draft, after) ?? after);
  if (only === 'avg' && readAfterwards(draft, next)) return true;
  if (isOperator(draft, next, 'count') && fns.length === 1 && only === 'sum') {
    draft.at = next;
    return true;
  }
  if (isOperator(draft, next, 'count') && only && fns.length === 1) {
    draft.outer = only;
    draft.at = next;
    return true;
  }
  const start = draft.at;
  draft.at = next;
  const picked = pickItem(draft, itemsAt(draft, next), 'column', (column) => fits(column, fns));
  if (!picked && readSales(draft, start)) return true;
  if (!picked) throw new Unreadable(`"${draft.chunks[start]?.text}" has nothing it can be taken of`);
  draft.at = next + 1;
  if (picked.kind === 'table' && only === 'sum' && readDeed(draft, next)) return true;
  const paid =
    picked.kind === 'table' && !isText(draft, start, 'how much') ? amountOf(draft, picked.table) : undefined;
  if (paid) {
    draft.focus = [tableOf(draft.schema, paid.table), ...draft.focus.filter(({ key }) => key !== paid.table)];
    for (const fn of fns) project(draft, { kind: 'aggregate', fn, column: paid });
    draft.assumptions.push(`${draft.chunks[next]?.text} are told as their ${paid.name}`);
    return true;
  }
  if (picked.kind === 'table') {
    if (only !== 'sum' && readValueOf(draft, picked.table, only)) return true;
    if (only !== 'sum' || isText(draft, start, 'how much'))
      throw new Unreadable(`the ${draft.chunks[start]?.text} of ${picked.table.name} is no figure`);
    draft.counting = { distinct: false };
    draft.at = next;
    return true;
  }
  if (picked.kind === 'column' && fns.includes('sum') && isRate(picked.column))
    throw new Unreadable(`${picked.column.name} is a rate; rates can't be added up`);
  const outputs: Expression[] =
    picked.kind === 'measure'
      ? [picked]
      : fns.map((fn) => ({ kind: 'aggregate', fn, column: picked.column }));
  if (picked.kind === 'measure' && only !== 'sum') draft.outer = only;
  if (outputs[0] && isCompared(draft))
    draft.pending = { expression: outputs[0], text: draft.chunks[next]?.text ?? '' };
  else for (const output of outputs) project(draft, output);
  return true;
}

function functions(draft: Draft): { fns: AggregateFunction[]; next: number } {
  const fns: AggregateFunction[] = [];
  let next = draft.at;
  for (
    let operator = operatorAt(draft, next);
    operator?.op === 'aggregate';
    operator = operatorAt(draft, next)
  ) {
    fns.push(operator.fn);
    const after = skip(draft, next + 1, 'and', 'filler');
    next =
      operatorAt(draft, after)?.op === 'aggregate'
        ? after
        : skip(draft, next + 1, 'filler', 'of', 'distinct');
  }
  return { fns, next };
}

/** "The average number of pages", where pages are a figure of each row: where it is named. */
function figureNamed(draft: Draft, at: number): number | undefined {
  if (!isOperator(draft, at, 'count')) return undefined;
  const named = skip(draft, at + 1, 'filler', 'of');
  const { at: before } = draft;
  draft.at = named;
  const picked = pickItem(draft, itemsAt(draft, named), 'table');
  draft.at = before;
  const isFigure =
    picked?.kind === 'column' && picked.column.kind === 'number' && !isKey(draft.schema, picked.column);
  return isFigure && (itemsAt(draft, named)[0]?.score ?? 0) >= SURE ? named : undefined;
}

function fits(column: Column, fns: readonly AggregateFunction[]): boolean {
  if (column.kind === 'number') return true;
  return column.kind === 'date' && fns.every((fn) => fn === 'min' || fn === 'max');
}

/** In a condition, "average age is above 20" compares; elsewhere it is asked for. */
function isCompared(draft: Draft): boolean {
  return (
    draft.mode === 'where' && isOperator(draft, skip(draft, draft.at, 'filler', 'verb'), 'compare', 'between')
  );
}

/** Rows that are sums of money: "the total payments" are no number of them. */
const MONEY = /(^|_)(payment|expense|donation|refund|fee|fine|tip|deposit|withdrawal)s?$/i;
const AMOUNT = /(^|_)(amount|amt|total|sum|value)(_|$)/i;

function amountOf({ schema }: Draft, table: Table): Column | undefined {
  const amounts = table.columns.filter(
    (column) => column.kind === 'number' && !isKey(schema, column) && AMOUNT.test(column.name),
  );
  return MONEY.test(table.name) && amounts.length === 1 ? amounts[0] : undefined;
}

/** "The average order value": revenue for each row of the table. */
function readValueOf(draft: Draft, table: Table, fn: AggregateFunction | undefined): boolean {
  if (!/^(value|values|amount|total|size|revenue)$/i.test(draft.chunks[draft.at]?.text ?? '')) return false;
  const lines = findSalesLines(draft.schema);
  if (!lines || !parentsOf(draft.schema, lines.table.key).includes(table.key)) return false;
  draft.outer = fn;
  draft.inner = table;
  draft.mode = 'where';
  project(draft, { kind: 'measure', measure: revenueOf(lines) });
  draft.at += 1;
  return true;
}

/** "How much did customers spend": the measure comes after those it is of. */
function readDeed(draft: Draft, next: number): boolean {
  const later = draft.chunks
    .slice(next + 1)
    .flatMap((chunk) => (chunk.kind === 'items' ? chunk.candidates : []));
  const measure = later.find(({ item, score }) => item.kind === 'measure' && score >= SURE)?.item;
  if (measure?.kind !== 'measure') return false;
  project(draft, measure);
  draft.mode = 'where';
  draft.at = next;
  return true;
}

/** "How much did we sell", "how much was sold in 2024": revenue, where nothing else is named. */
function readSales(draft: Draft, start: number): boolean {
  const isMuch = isText(draft, start, 'how much');
  const verb = draft.at;
  const lines = findSalesLines(draft.schema);
  if (!isMuch || !lines || !isText(draft, verb, 'sell', 'sold', 'earn', 'earned')) return false;
  project(draft, { kind: 'measure', measure: revenueOf(lines) });
  draft.assumptions.push('what was sold is told as revenue');
  draft.mode = 'where';
  draft.at = verb + 1;
  return true;
}

/** "What discount do we give on average": the column was named before. */
function readAfterwards(draft: Draft, next: number): boolean {
  const [shown, ...more] = draft.select;
  const ends = !draft.chunks[next] || isOperator(draft, next, 'stop', 'each', 'by');
  if (!ends || shown?.kind !== 'column' || more.length > 0 || shown.column.kind !== 'number') return false;
  draft.select = [{ kind: 'aggregate', fn: 'avg', column: shown.column }];
  draft.at = next;
  return true;
}
