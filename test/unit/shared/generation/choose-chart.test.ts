import { describe, expect, it } from '@jest/globals';
import { chooseChart } from '../../../../shared/generation/choose-chart.ts';

const columns = (...specs: readonly string[]) =>
  specs.map((spec) => {
    const [name = '', type = ''] = spec.split(':');
    return { name, type };
  });

describe('chooseChart', () => {
  it('draws names and a measure as bars, in the order of the rows', () => {
    expect(chooseChart(columns('country:text', 'revenue:numeric'), 5)).toMatchObject({
      mark: { type: 'bar' },
      encoding: { y: { field: 'country', sort: null }, x: { field: 'revenue', type: 'quantitative' } },
    });
  });

  it.each([
    ['a date', 'day:date', 'temporal'],
    ['a time', 'at:timestamptz', 'temporal'],
    ['a year as a number', 'year:int4', 'ordinal'],
    ['a month as text', 'month:text', 'ordinal'],
  ])('draws %s and a measure as a line', (_, label, type) => {
    expect(chooseChart(columns(label, 'revenue:numeric'), 500)).toMatchObject({
      mark: { type: 'line' },
      encoding: { x: { type }, y: { field: 'revenue' } },
    });
  });

  it('finds the label whichever column comes first', () => {
    expect(chooseChart(columns('orders:int8', 'city:text'), 3)).toMatchObject({
      encoding: { y: { field: 'city' }, x: { field: 'orders' } },
    });
  });

  it('escapes what Vega-Lite would take for a path', () => {
    expect(chooseChart(columns('a.b[0]:text', 'n:int4'), 3)).toMatchObject({
      encoding: { y: { field: 'a\\.b\\[0\\]', title: 'a.b[0]' } },
    });
  });

  it.each([
    ['one row', columns('city:text', 'n:int4'), 1],
    ['no rows', columns('city:text', 'n:int4'), 0],
    ['more bars than can be read', columns('city:text', 'n:int4'), 41],
    ['one column', columns('n:int4'), 9],
    ['three columns', columns('city:text', 'n:int4', 'm:int4'), 9],
    ['two names', columns('city:text', 'country:text'), 9],
    ['two measures', columns('n:int4', 'm:int4'), 9],
    ['no columns', [], 9],
  ])('draws nothing for %s', (_, given, rowCount) => {
    expect(chooseChart(given, rowCount)).toBeNull();
  });
});
