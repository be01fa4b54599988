import { describe, expect, it } from '@jest/globals';
import type { UnmatchedFilter } from '../../../../shared/retrieval/unmatched-filters.ts';
import { examineEmpty, isEmpty } from '../../../../tasks/execute-query/examine-empty.ts';

const misspelt: UnmatchedFilter = {
  filter: { table: 'shop.customers', column: 'country', match: 'whole', fold: 'none', literals: ['Germny'] },
  nearest: ['Germany'],
};
const unheardOf: UnmatchedFilter = {
  filter: { ...misspelt.filter, match: 'part', literals: ["O'Atlantis"] },
  nearest: [],
};

describe('isEmpty', () => {
  it.each([[[]], [[[0]]], [[['0', null]]], [[[null]]], [[['0.00']]]])('takes %j for nothing', (rows) => {
    expect(isEmpty(rows)).toBe(true);
  });

  it.each([[[[1]]], [[['Germany', 0]]], [[[0], [0]]], [[[false, 'x']]]])('takes %j for something', (rows) => {
    expect(isEmpty(rows)).toBe(false);
  });
});

describe('examineEmpty', () => {
  it('throws what a model can mend, with the stored values that may be meant', () => {
    expect(() => examineEmpty([misspelt], true)).toThrow(
      expect.objectContaining({
        name: 'SuspiciousEmptyResult',
        message: "The query found nothing. No value of shop.customers.country is 'Germny'.",
        detail: "stored in shop.customers.country, most like 'Germny': 'Germany'",
      }),
    );
  });

  it('believes the second empty result, and says what was looked for in vain', () => {
    expect(examineEmpty([misspelt], false)).toEqual(["No value of shop.customers.country is 'Germny'."]);
  });

  it('believes at once where nothing stored is like the text', () => {
    expect(examineEmpty([unheardOf], true)).toEqual([
      "No value of shop.customers.country contains 'O''Atlantis'.",
    ]);
  });

  it('has nothing to say of an honest zero', () => {
    expect(examineEmpty([], true)).toEqual([]);
  });
});
