import { isAggregated, isSummable, type Series } from '../query/query.ts';
import { Unreadable } from '../unreadable.ts';
import { dateColumn } from './date-column.ts';
import type { Draft } from './draft.ts';
import { operatorAt, skip, tableNamed } from './peek.ts';
import type { Shape } from './shape.ts';

/** "The running total of revenue by month", "its change from the year before". */
export function readSeries(draft: Draft): boolean {
  const operator = operatorAt(draft);
  if (operator?.op === 'inPercent') {
    draft.asksPercent = true;
    draft.at += 1;
    return true;
  }
  if (operator?.op !== 'series' || draft.series) return false;
  draft.series = { kind: operator.series, ...(operator.unit && { unit: operator.unit }) };
  draft.at = skip(draft, draft.at + 1);
  if (draft.select.length === 0 && tableNamed(draft.chunks[draft.at])) draft.counting = { distinct: false };
  return true;
}

/** The periods that a series runs over, where the question names none but those compared. */
export function addSeriesPeriods(draft: Draft): void {
  const unit = draft.series?.unit;
  const bucket = draft.groups.find(({ kind }) => kind === 'bucket');
  if (!unit || (bucket?.kind === 'bucket' && bucket.unit === unit)) return;
  const column = dateColumn(draft);
  if (bucket || column?.kind !== 'date') throw new Unreadable(`no ${unit}s to compare with each other`);
  draft.groups.push({ kind: 'bucket', unit, column });
}

/** What the series is told of: one figure for each period. */
export function seriesOf(draft: Draft, { select, groups, outer }: Shape): { series?: Series } {
  const { series } = draft;
  if (!series) return {};
  const [figure, ...more] = select.filter(isAggregated);
  const isPlain = !outer && draft.order.length === 0 && draft.limit === undefined;
  if (!figure || more.length > 0 || !isPlain || (series.kind === 'running' && !isSummable(figure)))
    throw new Unreadable('it is not clear which figure runs from period to period');
  if (!groups.some(({ kind }) => kind === 'bucket'))
    throw new Unreadable('no periods to run over were named');
  return { series: series.kind === 'change' && draft.asksPercent ? 'growth' : series.kind };
}
