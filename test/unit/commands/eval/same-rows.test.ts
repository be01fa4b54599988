import { describe, expect, it } from '@jest/globals';
import { sameRows, sameTiedRows } from '../../../../commands/eval/compare/same-rows.ts';

const wide = (from: number) => Array.from({ length: 14 }, (_, column) => (column * 7 + from) % 5);

describe('comparing result sets', () => {
  it.each([
    ['the same rows', [['a', 1]], [['a', 1]]],
    ['rows in another order', [['a'], ['b']], [['b'], ['a']]],
    [
      'columns in another order',
      [
        ['a', 1],
        ['b', 2],
      ],
      [
        [2, 'b'],
        [1, 'a'],
      ],
    ],
    [
      'three columns turned round',
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      [
        [3, 1, 2],
        [6, 4, 5],
      ],
    ],
    ['numbers as text', [['12.50']], [[12.5]]],
    ['whole numbers as text', [['830']], [[830]]],
    ['the last digits of a sum', [[1265793.0395]], [['1265793.03950001']]],
    ['what is left of zero', [[1e-17]], [[0]]],
    [
      'rows that differ in close numbers only',
      [
        [1.0000001, 5],
        [1, 6],
      ],
      [
        [1, 5],
        [1.0000001, 6],
      ],
    ],
    ['nothing and nothing', [], []],
    ['nulls', [[null, 'a']], [['a', null]]],
    ['fourteen columns of few values', [wide(0), wide(1)], [wide(1), wide(0)]],
  ])('takes %s for the same', (_, actual, expected) => {
    expect(sameRows(actual, expected, false)).toBe(true);
  });

  it.each([
    ['a row more', [['a'], ['a']], [['a']]],
    ['a row less', [['a']], [['a'], ['b']]],
    ['another number of duplicates', [['a'], ['a'], ['b']], [['a'], ['b'], ['b']]],
    ['a column more', [['a', 1]], [['a']]],
    ['numbers that differ', [[100.001]], [[100]]],
    ['text in other letters', [['Paris']], [['paris']]],
    ['a date and a timestamp', [['2024-01-01']], [['2024-01-01 00:00:00']]],
    ['null and nothing', [[null]], [['']]],
    ['null and the word', [[null]], [['null']]],
    ['null and zero', [[null]], [[0]]],
    [
      'columns that belong together differently',
      [
        ['a', 1],
        ['b', 2],
      ],
      [
        ['a', 2],
        ['b', 1],
      ],
    ],
    ['no rows and some', [], [['a']]],
  ])('tells %s apart', (_, actual, expected) => {
    expect(sameRows(actual, expected, false)).toBe(false);
  });

  it('keeps to the order of rows where the question orders them', () => {
    const rows = [
      ['a', 1],
      ['b', 2],
    ];

    expect([sameRows(rows, rows, true), sameRows(rows.toReversed(), rows, true)]).toEqual([true, false]);
  });

  it('compares thousands of rows without trying every pair', () => {
    const rows = Array.from({ length: 20_000 }, (_, at) => [at % 100, `name ${at}`, at / 3]);

    expect(sameRows(rows.toReversed(), rows, false)).toBe(true);
  });

  describe('where rows tie at the edge of a limit', () => {
    const tied = {
      groups: [
        [['a', 9]],
        [
          ['b', 8],
          ['c', 8],
          ['d', 8],
        ],
      ],
      count: 2,
    };

    it.each([
      [
        'one of those that tie',
        [
          ['a', 9],
          ['c', 8],
        ],
        true,
      ],
      [
        'all of those that tie',
        [
          ['d', 8],
          ['c', 8],
          ['a', 9],
          ['b', 8],
        ],
        true,
      ],
      [
        'only those that tie',
        [
          ['b', 8],
          ['c', 8],
        ],
        false,
      ],
      [
        'some but not all above the limit',
        [
          ['a', 9],
          ['b', 8],
          ['c', 8],
        ],
        false,
      ],
      [
        'what is not among them',
        [
          ['a', 9],
          ['e', 8],
        ],
        false,
      ],
    ])('judges %s', (_, rows, isRight) => {
      expect(sameTiedRows(rows, tied, false)).toBe(isRight);
    });

    it('lets rows that tie stand in any order, and no others', () => {
      const all = [
        ['a', 9],
        ['d', 8],
        ['b', 8],
        ['c', 8],
      ];

      const verdicts = [all, all.toReversed()].map((rows) => sameTiedRows(rows, { ...tied, count: 4 }, true));

      expect(verdicts).toEqual([true, false]);
    });
  });
});
