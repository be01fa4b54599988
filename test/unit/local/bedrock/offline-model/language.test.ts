import { describe, expect, it } from '@jest/globals';
import { splitWords } from '../../../../../local/bedrock/offline-model/language/split-words.ts';
import { stem } from '../../../../../local/bedrock/offline-model/language/stem.ts';
import { tokenize } from '../../../../../local/bedrock/offline-model/language/token.ts';
import { identifierWords } from '../../../../../local/bedrock/offline-model/lexicon/identifier-words.ts';

describe('stem', () => {
  it.each([
    ['categories', 'category'],
    ['shipped', 'shipping'],
    ['hired', 'hire'],
    ['cities', 'city'],
    ['addresses', 'address'],
    ['people', 'person'],
    ['ids', 'id'],
    ['orchestras', 'orchestra'],
  ])('makes "%s" and "%s" agree', (left, right) => {
    expect(stem(left)).toBe(stem(right));
  });

  it.each([
    ['status', 'statue'],
    ['address', 'adder'],
    ['orders', 'ordinal'],
  ])('keeps "%s" and "%s" apart', (left, right) => {
    expect(stem(left)).not.toBe(stem(right));
  });
});

describe('tokenize', () => {
  it('keeps quoted text whole, parts possessives and reads figures', () => {
    const tokens = tokenize(
      `Who bought "The Silent Sea" for more than 1,200.50 at Anna's shop on 2024-03-05?`,
    );

    expect(tokens.map(({ kind, text }) => `${kind}:${text}`)).toEqual([
      'word:Who',
      'word:bought',
      'quoted:The Silent Sea',
      'word:for',
      'word:more',
      'word:than',
      'number:1200.50',
      'word:at',
      'word:Anna',
      "word:'s",
      'word:shop',
      'word:on',
      'word:2024-03-05',
      'mark:?',
    ]);
  });

  it('reads a contraction as a denial', () => {
    expect(tokenize("don't").map(({ lower }) => lower)).toEqual(['do', 'not']);
  });
});

describe('identifiers', () => {
  it('are split at underscores, case and digits edges', () => {
    expect(splitWords('OrderDetail_unitPrice')).toEqual(['order', 'detail', 'unit', 'price']);
  });

  it('are unglued where the pieces are known, and short forms spelt out', () => {
    const vocabulary = new Set(['airport', 'life', 'expectancy']);

    expect(identifierWords('destairport', vocabulary)).toEqual(['destination', 'airport']);
    expect(identifierWords('lifeexpectancy', vocabulary)).toEqual(['life', 'expectancy']);
    expect(identifierWords('cust_nm', vocabulary)).toEqual(['customer', 'name']);
  });
});
