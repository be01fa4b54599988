import type { Chart } from '../../contracts/job.ts';
import type { Column, Row } from '../../contracts/rows.ts';
import { askedChart, type ChartKind } from './asked-chart.ts';
import { type Field, fieldsOf } from './fields.ts';
import { bars, lines, type Measures, pie, points, singleValue } from './specs.ts';

/** Fewer rows say nothing a chart would, more are not readable as bars. */
const FEWEST_ROWS = 2;
const MOST_BARS = 40;
/** People tell so many colours apart, and so many slices. */
const MOST_SERIES = 10;
const MOST_SLICES = 6;
const MOST_MEASURES = 4;
const FEWEST_POINTS = 3;

export interface Drawable {
  readonly question: string;
  readonly columns: readonly Column[];
  /** The first page. */
  readonly rows: readonly Row[];
  readonly rowCount: number;
}

interface Parts {
  readonly times: readonly Field[];
  readonly names: readonly Field[];
  readonly measures: readonly Field[];
  readonly result: Drawable;
}

/**
 * A Vega-Lite chart by rule from the roles of the columns: lines over time, bars over names, either one for each of
 * a few groups, points for two measures; the kind the question names where the data can be drawn so. Null when a
 * chart would not help. The data is named `rows`; whoever draws it fills in the page of rows as objects.
 */
export function chooseChart(result: Drawable): Chart | null {
  const fields = fieldsOf(result.columns, result.rows);
  const having = (role: Field['role']) => fields.filter((field) => field.role === role);
  const parts = { times: having('time'), names: having('name'), measures: having('measure'), result };
  const asked = askedChart(result.question);
  return (asked && drawAs(asked, parts)) ?? drawByRule(parts);
}

function drawAs(kind: ChartKind, parts: Parts): Chart | null {
  switch (kind) {
    case 'value':
      return drawValue(parts);
    case 'pie':
      return drawPie(parts);
    case 'scatter':
      return drawPoints(parts);
    case 'bar':
      return drawBars({ ...parts, names: [...parts.times, ...parts.names], times: [] });
    default:
      return drawLines(kind, parts);
  }
}

function drawByRule(parts: Parts): Chart | null {
  if (parts.times.length === 1) return drawLines('line', parts);
  return parts.names.length === 0 && parts.measures.length === 2 ? drawPoints(parts) : drawBars(parts);
}

function drawLines(mark: 'line' | 'area', { times, names, measures, result }: Parts): Chart | null {
  const [time] = times;
  const [series, ...rest] = names;
  const few = atMost(measures, series ? 1 : MOST_MEASURES);
  if (!time || times.length > 1 || rest.length > 0 || !few || result.rowCount < FEWEST_ROWS) return null;
  return series && series.distinct > MOST_SERIES ? null : lines(mark, time, few, series);
}

function drawBars({ times, names, measures, result }: Parts): Chart | null {
  const [label, group, ...rest] = names;
  const few = atMost(measures, group ? 1 : MOST_MEASURES);
  if (!label || times.length > 0 || rest.length > 0 || !few) return null;
  if (result.rowCount < FEWEST_ROWS || label.distinct > MOST_BARS || result.rowCount > result.rows.length)
    return null;
  return group && group.distinct > MOST_SERIES ? null : bars(label, few, group);
}

function drawPie({ times, names, measures, result }: Parts): Chart | null {
  const [label, ...rest] = [...names, ...times];
  const [measure, ...more] = measures;
  if (!label || !measure || rest.length > 0 || more.length > 0) return null;
  if (result.rowCount < FEWEST_ROWS || result.rowCount > MOST_SLICES) return null;
  const at = result.columns.indexOf(measure.column);
  return result.rows.every((row) => Number(row[at]) > 0) ? pie(label, measure) : null;
}

function drawPoints({ names, measures, result }: Parts): Chart | null {
  const [x, y, ...more] = measures;
  if (!x || !y || more.length > 0 || result.rowCount < FEWEST_POINTS) return null;
  return points(x, y, names[0]);
}

function drawValue({ measures, result }: Parts): Chart | null {
  const [measure] = measures;
  return measure && result.rowCount === 1 ? singleValue(measure) : null;
}

function atMost(measures: readonly Field[], most: number): Measures | undefined {
  const [first, ...more] = measures;
  return first && more.length < most ? [first, ...more] : undefined;
}
