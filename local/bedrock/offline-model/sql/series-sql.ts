import { isAggregated, type Query, type Series } from '../query/query.ts';

/** Figures from period to period: `names` are the outputs of the grouped query `inner`, in the order of its SELECT. */
export function seriesSql(
  { select }: Query,
  series: Series,
  names: readonly string[],
  inner: string,
): string {
  const figure = names[select.findIndex(isAggregated)] ?? '';
  const period = names[select.findIndex(({ kind }) => kind === 'bucket')] ?? '';
  const others = names.filter((name) => name !== figure && name !== period);
  const partition = others.length > 0 ? `PARTITION BY ${others.join(', ')} ` : '';
  const over = `OVER (${partition}ORDER BY ${period})`;
  const before = `lag(${figure}) ${over}`;
  const outputs = {
    running: [`sum(${figure}) ${over} AS running_total`],
    change: [figure, `${figure} - ${before} AS change`],
    growth: [figure, `100.0 * (${figure} - ${before}) / NULLIF(${before}, 0) AS percentage_change`],
  }[series];
  const keys = [...others, period].join(', ');
  return `SELECT ${[keys, ...outputs].join(', ')}\nFROM (${inner}) AS grouped\nORDER BY ${keys}`;
}
