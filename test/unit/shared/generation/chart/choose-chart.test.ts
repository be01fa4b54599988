import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv } from 'ajv';
import type { Row } from '../../../../../shared/contracts/rows.ts';
import { chooseChart } from '../../../../../shared/generation/chart/choose-chart.ts';

const columnsOf = (specs: readonly string[]) =>
  specs.map((spec) => {
    const [name = '', type = ''] = spec.split(':');
    return { name, type };
  });

/** Rows whose texts repeat after `distinct` values. */
function rowsOf(specs: readonly string[], count: number, distinct = count): Row[] {
  return Array.from({ length: Math.min(count, 100) }, (_, index) =>
    specs.map((spec, at) => (spec.endsWith(':text') && at > 0 ? `v${index % distinct}` : `${index + 1}`)),
  );
}

const chart = (specs: readonly string[], count: number, question = 'show it', distinct = count) =>
  chooseChart({ question, columns: columnsOf(specs), rows: rowsOf(specs, count, distinct), rowCount: count });

const NAME = 'city:text';
const SUM = 'revenue:numeric';

const DRAWN: readonly (readonly [string, readonly string[], number, string, object])[] = [
  [
    'names and a measure as bars',
    [NAME, SUM],
    5,
    '',
    { mark: { type: 'bar' }, encoding: { y: { sort: null } } },
  ],
  [
    'the label first or last',
    [SUM, NAME],
    5,
    '',
    { encoding: { y: { field: 'city' }, x: { field: 'revenue' } } },
  ],
  [
    'names in two groups',
    [NAME, 'kind:text', SUM],
    9,
    '',
    { encoding: { color: { field: 'kind' }, yOffset: { field: 'kind' } } },
  ],
  [
    'several measures side by side',
    [NAME, SUM, 'cost:numeric'],
    5,
    '',
    { transform: [{ fold: ['revenue', 'cost'] }] },
  ],
  [
    'a date as a line',
    ['day:date', SUM],
    90,
    '',
    { mark: { type: 'line' }, encoding: { x: { type: 'temporal' } } },
  ],
  ['a time as a line', ['at:timestamptz', SUM], 500, '', { encoding: { x: { type: 'temporal' } } }],
  [
    'a year as a line',
    ['order_year:int4', SUM],
    3,
    '',
    { mark: { type: 'line' }, encoding: { x: { type: 'ordinal' } } },
  ],
  [
    'a line for each series',
    ['month:text', 'kind:text', SUM],
    24,
    '',
    { mark: { type: 'line' }, encoding: { color: { field: 'kind' } } },
  ],
  [
    'a line for each measure',
    ['month:text', SUM, 'cost:numeric'],
    12,
    '',
    { transform: [{ as: ['measure', 'value'] }] },
  ],
  ['two measures as points', [SUM, 'cost:numeric'], 12, '', { mark: { type: 'point' } }],
  [
    'points when asked for',
    [NAME, SUM, 'cost:numeric'],
    12,
    'scatter plot of it',
    { mark: { type: 'point' } },
  ],
  ['an area when asked for', ['month:text', SUM], 12, 'as an area chart', { mark: { type: 'area' } }],
  ['bars over time when asked for', ['year:int4', SUM], 3, 'as a bar chart', { mark: { type: 'bar' } }],
  ['a pie of few shares when asked for', [NAME, SUM], 4, 'as a pie chart', { mark: { type: 'arc' } }],
  ['bars where a pie would have too many slices', [NAME, SUM], 12, 'as a pie', { mark: { type: 'bar' } }],
  ['one value when asked for', [SUM], 1, 'as a single value', { mark: { type: 'text' } }],
  [
    'names that look like paths',
    ['a.b[0]:text', 'n:int4'],
    3,
    '',
    { encoding: { y: { field: 'a\\.b\\[0\\]', title: 'a.b[0]' } } },
  ],
];

const isVegaLite = new Ajv({ strict: false, validateFormats: false }).compile(
  JSON.parse(readFileSync('node_modules/vega-lite/build/vega-lite-schema.json', 'utf8')),
);

describe('chooseChart', () => {
  it.each(DRAWN)('draws %s', (_, specs, count, question, expected) => {
    expect(chart(specs, count, question, 3)).toMatchObject(expected);
  });

  it.each(DRAWN)('writes valid Vega-Lite for %s', (_, specs, count, question) => {
    isVegaLite(chart(specs, count, question, 3));

    expect(isVegaLite.errors).toBeNull();
  });

  it.each([
    ['one row', [NAME, 'n:int4'], 1],
    ['no rows', [NAME, 'n:int4'], 0],
    ['more bars than can be read', [NAME, 'n:int4'], 41],
    ['names that are only partly shown', [NAME, 'kind:text', 'n:int4'], 500],
    ['one column', ['n:int4'], 9],
    ['two names', [NAME, 'country:text'], 9],
    ['keys instead of measures', [NAME, 'customer_id:int4'], 9],
    ['three names', [NAME, 'country:text', 'kind:text', SUM], 9],
    ['too many measures', [NAME, 'a:int4', 'b:int4', 'c:int4', 'd:int4', 'e:int4'], 9],
    ['no columns', [], 9],
  ])('draws nothing for %s', (_, specs, count) => {
    expect(chart(specs, count)).toBeNull();
  });

  it('draws no group of too many colours', () => {
    expect(chart([NAME, 'kind:text', SUM], 30, '', 30)).toBeNull();
  });
});
