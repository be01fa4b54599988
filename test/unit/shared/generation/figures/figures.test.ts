import { describe, expect, it } from '@jest/globals';
import type { Row } from '../../../../../shared/contracts/rows.ts';
import { knownFigures } from '../../../../../shared/generation/figures/known-figures.ts';
import { unknownFigures, withoutUnknown } from '../../../../../shared/generation/figures/without-unknown.ts';

const factsOf = (rows: readonly Row[], changes: object = {}) => ({
  question: 'Which 5 customers brought in the most revenue in 1997?',
  sql: "SELECT c.name, sum(o.total) FROM o WHERE o.at >= DATE '1997-01-01' LIMIT 5",
  rows,
  rowCount: rows.length,
  ...changes,
});

const unknown = (sentence: string, rows: readonly Row[], changes: object = {}) =>
  unknownFigures(sentence, knownFigures(factsOf(rows, changes)));

describe('figures of a sentence', () => {
  it.each([
    ['an exact number', 'Ernst Handel brought in 1234.56.', [['Ernst Handel', '1234.56']]],
    ['thousands divided by commas', 'It is 1,234,567.89.', [['1234567.89']]],
    ['thousands divided by points', 'Es sind 1.234.567,89 Euro.', [['1234567.89']]],
    ['thousands divided by spaces', 'Il y en a 1 234 567.', [['1234567']]],
    ['one thousand written the German way', 'Es sind 1.234.', [[1234]]],
    ['decimals rounded', 'The average is 12.3.', [['12.3456']]],
    ['a number rounded to whole ones', 'About 1,235 dollars.', [['1234.56']]],
    ['millions', 'They made $1.2 million.', [['1234567.00']]],
    ['thousands as k', 'They made 12k.', [['12300']]],
    ['a share as a percentage', 'That is 25.4% of all.', [['0.2537']]],
    ['a percentage', 'That is 25 percent.', [['25.1']]],
    ['a fall', 'It fell by 12.', [[-12]]],
    ['the year that was asked for', 'In 1997 it was 7.', [[7]]],
    ['a year inside a date', 'The last was on March 4, 1998.', [['1998-03-04']]],
    ['a number in a name', 'The best was Boing 747 Ltd.', [['Boing 747 Ltd']]],
    ['the number of rows', 'There are three of them.', [['a'], ['b'], ['c']]],
    ['a number inside an array', 'Among them 42.', [[[41, 42]]]],
    ['digits that belong to a name', 'Sales fell in Q3 with B2B partners.', [['x']]],
  ])('knows %s', (_, sentence, rows) => {
    expect(unknown(sentence, rows)).toEqual([]);
  });

  it.each([
    ['an invented number', 'There are 92 customers.', ['92']],
    ['a number that is near, but another', 'They made 1,235.57.', ['1,235.57']],
    ['a sum nobody computed', 'Together 1,325.56.', ['1,325.56']],
    ['another year', 'In 2003 it was 1234.56.', ['2003']],
    ['a rounding the digits do not allow', 'Exactly 1,200.', ['1,200']],
    ['a wrong count in words', 'All eleven agree.', ['eleven']],
    ['an invented percentage', 'That is 17% of all.', ['17%']],
  ])('does not know %s', (_, sentence, figures) => {
    expect(unknown(sentence, [['Ernst Handel', '1234.56', 91]])).toEqual(figures);
  });

  it('drops the sentences that state what is not known, and no other', () => {
    const isKnown = knownFigures(factsOf([['Ernst Handel', '1234.56']]));

    expect(withoutUnknown('Ernst Handel leads with 1,234.56. That is 40% of all. Well done.', isKnown)).toBe(
      'Ernst Handel leads with 1,234.56. Well done.',
    );
    expect(withoutUnknown('There are 12345.', isKnown)).toBe('');
  });
});
