import { describe, expect, it } from '@jest/globals';
import { approachOf } from '../../../../../shared/generation/candidates/approaches.ts';
import { rowsDigest } from '../../../../../shared/generation/candidates/rows-digest.ts';

const columns = [
  { name: 'country', type: 'text' },
  { name: 'sales', type: 'numeric' },
];
const rows = [
  ['Germany', '10.50'],
  ['France', '7'],
];
const same = rowsDigest(columns, rows);

describe('rowsDigest', () => {
  it('is the same whatever the order of rows and columns, and the names', () => {
    const turned = [
      { name: 'total', type: 'float8' },
      { name: 'land', type: 'varchar' },
    ];

    expect(rowsDigest(columns, rows.toReversed())).toBe(same);
    expect(
      rowsDigest(turned, [
        [10.5, 'Germany'],
        [7.000000000000001, 'France'],
      ]),
    ).toBe(same);
  });

  it.each([
    [
      'another figure',
      [
        ['Germany', '10.51'],
        ['France', '7'],
      ],
    ],
    ['a row less', [['Germany', '10.50']]],
    ['a row twice', [...rows, ['France', '7']]],
    [
      'a null',
      [
        ['Germany', '10.50'],
        ['France', null],
      ],
    ],
    [
      'another name',
      [
        ['Germany', '10.50'],
        ['Italy', '7'],
      ],
    ],
  ])('differs by %s', (_, other) => {
    expect(rowsDigest(columns, other)).not.toBe(same);
  });

  it('tells a text of digits from a text of other digits', () => {
    const text = [{ name: 'code', type: 'text' }];

    expect(rowsDigest(text, [['007']])).not.toBe(rowsDigest(text, [['7']]));
  });
});

describe('approachOf', () => {
  it('leaves the first candidate to the prompt alone, and tells each of the next four something else', () => {
    const [first, ...others] = [0, 1, 2, 3, 4].map(approachOf);

    expect(first).toBeUndefined();
    expect(new Set(others).size).toBe(4);
  });
});
