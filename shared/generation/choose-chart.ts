import type { Chart } from '../contracts/job.ts';
import type { Column } from '../contracts/rows.ts';

type Kind = 'number' | 'date' | 'text';

const NUMBERS = new Set(['int2', 'int4', 'int8', 'float4', 'float8', 'numeric', 'money']);
const DATES = new Set(['date', 'timestamp', 'timestamptz']);

/** Fewer rows say nothing a chart would, more are not readable as bars. */
const FEWEST_ROWS = 2;
const MOST_BARS = 40;

/**
 * A Vega-Lite chart for results of one label and one measure: a line over time, bars over names. Null when a
 * chart would not help. The data is named `rows`; whoever draws it fills in the page of rows as objects.
 */
export function chooseChart(columns: readonly Column[], rowCount: number): Chart | null {
  const label = columns.find((column) => kindOf(column) !== 'number' || looksLikePeriod(column.name));
  const measure = columns.find((column) => column !== label && kindOf(column) === 'number');
  if (columns.length !== 2 || !label || !measure || rowCount < FEWEST_ROWS) return null;
  const overTime = kindOf(label) === 'date' || looksLikePeriod(label.name);
  if (!overTime && rowCount > MOST_BARS) return null;
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    // Exact numbers come as text, see the contract of rows.
    data: { name: 'rows', format: { parse: { [measure.name]: 'number' } } },
    mark: { type: overTime ? 'line' : 'bar', tooltip: true },
    encoding: overTime ? timeEncoding(label, measure) : barEncoding(label, measure),
  };
}

function timeEncoding(label: Column, measure: Column) {
  const type = kindOf(label) === 'date' ? 'temporal' : 'ordinal';
  return { x: { ...field(label), type }, y: { ...field(measure), type: 'quantitative' } };
}

/** Bars lie on their side, so that long names can be read, in the order the rows came. */
function barEncoding(label: Column, measure: Column) {
  return {
    y: { ...field(label), type: 'nominal', sort: null },
    x: { ...field(measure), type: 'quantitative' },
  };
}

/** Vega-Lite reads dots and brackets in a field's name as paths unless they are escaped. */
function field({ name }: Column) {
  return { field: name.replace(/[.[\]\\]/g, '\\$&'), title: name };
}

function kindOf({ type }: Column): Kind {
  if (NUMBERS.has(type)) return 'number';
  return DATES.has(type) ? 'date' : 'text';
}

function looksLikePeriod(name: string): boolean {
  return /^(year|quarter|month|week|day|date)$/i.test(name);
}
