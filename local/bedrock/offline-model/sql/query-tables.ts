import type { Step } from '../joins/join-path.ts';
import { columnsOf, type Expression, figureOf, isAggregated, type Query } from '../query/query.ts';
import { Unreadable } from '../unreadable.ts';

/** The table whose rows are summed up or listed. */
export function rootOf(query: Query): string {
  const measured = expressionsOf(query).map(figureOf).find(isAggregated);
  if (measured?.kind === 'count') return measured.table.key;
  const column = measured && columnsOf(measured)[0];
  return column?.table ?? query.entity.key;
}

/** All tables whose columns or rows the query puts out, groups or sorts by. */
export function tablesNeeded(query: Query): string[] {
  const keys = [...expressionsOf(query), ...query.groups].flatMap((one) => {
    const figure = figureOf(one);
    return [
      ...(figure.kind === 'count' ? [figure.table.key] : []),
      ...columnsOf(one).map(({ table }) => table),
    ];
  });
  return [...new Set(keys)];
}

/** Whether joins repeat the rows that are counted; throws where a sum or an average would come out wrong. */
export function isRepeated(query: Query, steps: readonly Step[], root: string): boolean {
  const measures = expressionsOf(query).map(figureOf).filter(isAggregated);
  const repeats = steps.some(({ many }) => many);
  const harmed = measures.some((one) => isSensitive(one) && (repeats || columnsOf(one)[0]?.table !== root));
  if (harmed) throw new Unreadable('joining these tables would count some figures more than once');
  return repeats && measures.length > 0;
}

function isSensitive(one: Expression): boolean {
  return one.kind === 'measure' || (one.kind === 'aggregate' && one.fn !== 'min' && one.fn !== 'max');
}

function expressionsOf(query: Query): Expression[] {
  return [...query.select, ...query.order.map(({ by }) => by), ...query.having.map(({ by }) => by)];
}
