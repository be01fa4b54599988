import { describe, expect, it } from '@jest/globals';
import { buildBm25 } from '../../../../shared/retrieval/bm25.ts';

const documentOf = (text: string, weight = 1) => [{ words: text.split(' '), weight }];
const scores = (documents: Parameters<typeof buildBm25>[0], query: string) => [
  ...buildBm25(documents).score(new Map(query.split(' ').map((word) => [word, 1]))),
];

describe('buildBm25', () => {
  it('scores as the formula says', () => {
    // N = 2, n = 1, f = 2, |d| = 2, average length 1.5: ln(1 + 1.5/1.5) · 2·2.2 / (2 + 1.2·(0.25 + 0.75·2/1.5)).
    const expected = (Math.log(2) * (2 * 2.2)) / (2 + 1.2 * (0.25 + (0.75 * 2) / 1.5));

    const [first, second] = scores([documentOf('tea tea'), documentOf('milk')], 'tea');

    expect(first).toBeCloseTo(expected, 12);
    expect(second).toBe(0);
  });

  it('gives a rare word more than a common one', () => {
    const [common = 0, rare = 0] = scores(
      [documentOf('tea x'), documentOf('milk x'), documentOf('tea x')],
      'tea milk',
    );

    expect(rare).toBeGreaterThan(common);
  });

  it('gives a short document more than a long one for the same word', () => {
    const [short = 0, long = 0] = scores([documentOf('tea'), documentOf('tea a b c d e')], 'tea');

    expect(short).toBeGreaterThan(long);
  });

  it('counts a word of a heavier field as often as its weight says', () => {
    expect(scores([documentOf('tea', 3), documentOf('milk')], 'tea')).toEqual(
      scores([documentOf('tea tea tea'), documentOf('milk')], 'tea'),
    );
  });

  it('counts a word of the question as much as it is told', () => {
    const index = buildBm25([documentOf('tea'), documentOf('milk')]);

    const [full = 0] = index.score(new Map([['tea', 1]]));
    const [half = 0] = index.score(new Map([['tea', 0.5]]));

    expect(half).toBeCloseTo(full / 2, 12);
  });

  it.each([
    ['no documents', []],
    ['documents without words', [documentOf('x', 0)]],
  ])('has no score among %s', (_, documents) => {
    expect(scores(documents, 'tea')).toEqual(documents.map(() => 0));
  });
});
