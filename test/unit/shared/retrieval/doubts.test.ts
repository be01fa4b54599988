import { describe, expect, it } from '@jest/globals';
import type { Relationship } from '../../../../shared/contracts/catalog.ts';
import { doubtsOf } from '../../../../shared/retrieval/doubts.ts';

const hit = (id: string, gains: number[]) => ({ id, gains, similarity: 0, parts: [] });
const words = ['flight', 'airport', 'late'];
const SHOWN = new Set(['air.flights', 'air.airports']);
const join = (column: string, refTable = 'air.airports'): Relationship => ({
  ...{ table: 'air.flights', columns: [column], refTable, refColumns: ['id'], origin: 'foreign-key' },
});

describe('doubtsOf', () => {
  it('has none where the tables shown hold the words, and join in one way', () => {
    const hits = [hit('air.flights', [2, 0, 0]), hit('air.airports', [0, 1, 0])];

    expect(doubtsOf({ words, hits }, SHOWN, [join('origin')])).toEqual([]);
  });

  it('doubts a match of few words, those found in tables not shown aside', () => {
    const hits = [hit('air.flights', [0, 0, 0]), hit('old.flights', [2, 1, 0])];

    expect(doubtsOf({ words, hits }, SHOWN, [join('origin')])).toEqual(['weak-match']);
  });

  it('doubts a join that two columns make, of tables that are shown', () => {
    const hits = [hit('air.flights', [2, 1, 1])];
    const both = [join('origin'), join('destination')];
    const hidden = [join('origin'), join('a', 'air.crews'), join('b', 'air.crews')];

    expect(doubtsOf({ words, hits }, SHOWN, both)).toEqual(['several-joins']);
    expect(doubtsOf({ words, hits }, SHOWN, hidden)).toEqual([]);
  });
});
