import { describe, expect, it } from '@jest/globals';
import { matchedAnswer } from '../../../../shared/generation/matched-answer.ts';

const COLUMNS = [
  { name: 'company_name', type: 'text' },
  { name: 'orders', type: 'int8' },
];
const ROWS = [
  ['Ernst Handel', '30'],
  ['Bon app', '17'],
  [null, '3'],
  ['Königlich Essen', '1'],
];

const answer = (count: number, truncated = false) =>
  matchedAnswer({ columns: COLUMNS, rows: ROWS.slice(0, count), rowCount: count, truncated });

describe('matchedAnswer', () => {
  it.each([
    [0, false, 'Nothing matches.'],
    [1, false, 'company name: Ernst Handel, orders: 30.'],
    [3, false, '3 rows, by company name: Ernst Handel, Bon app, nothing.'],
    [4, false, '4 rows, by company name: Ernst Handel, Bon app, nothing and others.'],
    [4, true, 'The first 4 rows, by company name: Ernst Handel, Bon app, nothing and others.'],
  ])('says what %s rows hold, and nothing else', (count, truncated, sentence) => {
    expect(answer(count, truncated)).toBe(sentence);
  });

  it('says one figure by its name', () => {
    const columns = [{ name: 'number_of_orders', type: 'int8' }];

    expect(matchedAnswer({ columns, rows: [['269']], rowCount: 1, truncated: false })).toBe(
      'The number of orders is 269.',
    );
  });

  it('cuts what is too long for a sentence', () => {
    const rows = [['x'.repeat(500)]];
    const columns = [{ name: 'note', type: 'text' }];

    expect(matchedAnswer({ columns, rows, rowCount: 1, truncated: false }).length).toBeLessThan(100);
  });
});
