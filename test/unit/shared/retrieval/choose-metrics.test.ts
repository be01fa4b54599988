import { describe, expect, it } from '@jest/globals';
import type { Metric } from '../../../../shared/contracts/catalog.ts';
import { chooseMetrics, renderMetrics } from '../../../../shared/retrieval/choose-metrics.ts';

const metric = (name: string, fields: Partial<Metric> = {}): Metric => ({
  ...{ name, synonyms: [], definition: '', sql: `sum(${name.length})`, tables: ['shop.line'] },
  ...fields,
});
const METRICS = [
  metric('revenue', { synonyms: ['turnover', 'Umsätze'] }),
  metric('net revenue'),
  metric('basket size'),
  metric('broken', { problem: 'no SQL' }),
];
const chosen = (question: string) => chooseMetrics({ metrics: METRICS }, question).map(({ name }) => name);

describe('chooseMetrics', () => {
  it.each([
    ['What is the revenue by country?', ['revenue']],
    ['Average BASKET SIZES per month', ['basket size']],
    ['turnovers in 2024', ['revenue']],
    ['umsatze nach Land', ['revenue']],
    ['net revenue by month', ['net revenue']],
    ['net revenue and revenue', ['net revenue', 'revenue']],
    ['How broken are orders?', []],
    ['How many unrevenued things?', []],
  ])('in %j finds %j', (question, expected) => {
    expect(chosen(question)).toEqual(expected);
  });

  it('finds none where there are none', () => {
    expect(chooseMetrics({}, 'revenue')).toEqual([]);
  });
});

describe('renderMetrics', () => {
  it('writes a line for each, which its parts cannot break', () => {
    const told = metric('net (take)', {
      ...{ definition: 'paid = price:\nless discount', synonyms: ['sales'] },
      sql: 'sum(price\n  * quantity)',
    });

    expect(renderMetrics([told, metric('size')])).toBe(
      'net take: paid price less discount (also sales) = sum(price * quantity) over shop.line\nsize: = sum(4) over shop.line',
    );
  });
});
