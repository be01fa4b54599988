import type { Chart } from '../../contracts/job.ts';
import { type Field, isDate } from './fields.ts';

const SCHEMA = 'https://vega.github.io/schema/vega-lite/v6.json';
/** Names of the two fields that several measures are folded into. */
const FOLDED = { name: 'measure', value: 'value' };

/** Bars lie on their side, so that long names can be read, in the order the rows came. */
export function bars(label: Field, [measure, ...more]: Measures, group?: Field): Chart {
  const labels = { ...named(label), type: 'nominal', sort: null };
  if (more.length > 0) {
    return spec('bar', [measure, ...more], {
      y: labels,
      yOffset: { field: FOLDED.name },
      x: { field: FOLDED.value, type: 'quantitative', title: null },
      color: { field: FOLDED.name, type: 'nominal', title: null },
    });
  }
  const grouped = group && { yOffset: { ...named(group) }, color: { ...named(group), type: 'nominal' } };
  return spec('bar', [measure], { y: labels, x: quantity(measure), ...grouped });
}

/** One line, or one for each series or measure. */
export function lines(
  mark: 'line' | 'area',
  time: Field,
  [measure, ...more]: Measures,
  series?: Field,
): Chart {
  const x = { ...named(time), type: isDate(time) ? 'temporal' : 'ordinal' };
  if (more.length > 0) {
    return spec(mark, [measure, ...more], {
      x,
      y: { field: FOLDED.value, type: 'quantitative', title: null },
      color: { field: FOLDED.name, type: 'nominal', title: null },
    });
  }
  const color = series && { color: { ...named(series), type: 'nominal' } };
  return spec(mark, [measure], { x, y: quantity(measure), ...color });
}

export function points(x: Field, y: Field, label?: Field): Chart {
  const tooltip = [label, x, y].flatMap((field) => (field ? [named(field)] : []));
  return spec('point', [x, y], { x: quantity(x), y: quantity(y), tooltip });
}

export function pie(label: Field, measure: Field): Chart {
  return spec('arc', [measure], {
    theta: quantity(measure),
    color: { ...named(label), type: 'nominal', sort: null },
  });
}

export function singleValue(measure: Field): Chart {
  return spec('text', [measure], { text: { ...quantity(measure), format: ',.6~g' } }, { fontSize: 48 });
}

/** At least one. */
export type Measures = readonly [Field, ...Field[]];

function spec(mark: string, measures: Measures, encoding: Chart, look: Chart = {}): Chart {
  const names = measures.map(({ column }) => column.name);
  const fold = { fold: names.map(escaped), as: [FOLDED.name, FOLDED.value] };
  return {
    $schema: SCHEMA,
    // Exact numbers come as text, see the contract of rows.
    data: { name: 'rows', format: { parse: Object.fromEntries(names.map((name) => [name, 'number'])) } },
    ...(measures.length > 1 && mark !== 'point' && { transform: [fold] }),
    mark: { type: mark, tooltip: true, ...look },
    encoding,
  };
}

const quantity = (field: Field) => ({ ...named(field), type: 'quantitative' });

function named({ column: { name } }: Field) {
  return { field: escaped(name), title: name };
}

/** Vega-Lite reads dots and brackets in a field's name as paths unless they are escaped. */
function escaped(name: string): string {
  return name.replace(/[.[\]\\]/g, '\\$&');
}
