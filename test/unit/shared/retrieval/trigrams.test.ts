import { describe, expect, it } from '@jest/globals';
import { editDistance } from '../../../../shared/retrieval/edit-distance.ts';
import { similarity, trigramsOf } from '../../../../shared/retrieval/trigrams.ts';

const alike = (a: string, b: string) => similarity(trigramsOf(a.split(' ')), trigramsOf(b.split(' ')));

describe('similarity', () => {
  // From PostgreSQL itself: SELECT similarity(a, b).
  it.each([
    ['word', 'two words', 0.363_636_37],
    ['germny', 'germany', 0.5],
    ['alfreds futterkist', 'alfreds futterkiste', 0.857_142_87],
    ['cat', 'dog', 0],
    ['same', 'same', 1],
  ])('of %j and %j is what pg_trgm says', (a, b, expected) => {
    expect(alike(a, b)).toBeCloseTo(expected, 6);
  });

  it('of a text without words is 0', () => {
    expect(similarity(trigramsOf([]), trigramsOf(['word']))).toBe(0);
  });
});

describe('trigramsOf', () => {
  it('counts two blanks before a word and one after it', () => {
    expect(trigramsOf(['cat']).size).toBe(4);
    expect(trigramsOf(['cat', 'cats']).size).toBe(6);
  });
});

describe('editDistance', () => {
  it.each([
    ['germny', 'germany', 1],
    ['brzail', 'brazil', 1],
    ['atlantis', 'atlanta', 2],
    ['', 'ab', 2],
    ['same', 'same', 0],
  ])('from %j to %j is %i', (a, b, expected) => {
    expect(editDistance(a, b, 3)).toBe(expected);
  });

  it('stops counting above what is asked for', () => {
    expect(editDistance('entirely', 'different', 2)).toBe(3);
  });
});
