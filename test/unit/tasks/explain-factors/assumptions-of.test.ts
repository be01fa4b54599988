import { describe, expect, it } from '@jest/globals';
import { assumptionsOf } from '../../../../tasks/explain-factors/assumptions-of.ts';

const snapshot = {
  ...{ key: 'k', columns: [], rowCount: 10, truncated: false, pageOffsets: [0] },
  ranAt: '2026-01-02T03:04:05.000Z',
};

describe('assumptionsOf', () => {
  it('says each once, with what is cut, unmatched or missing', () => {
    const factors = [
      { question: 'a', assumptions: ['By order date.'], snapshot: { ...snapshot, truncated: true } },
      {
        question: 'b',
        assumptions: ['By order date.'],
        snapshot: { ...snapshot, notices: ['No value is X.'] },
      },
      { question: 'c', error: { name: 'TooExpensive', message: 'Too much work.' } },
    ];

    expect(assumptionsOf(factors)).toEqual([
      'By order date.',
      'Only the first 10 rows of "a" were kept.',
      'No value is X.',
      'Not known: c (Too much work.)',
    ]);
  });
});
