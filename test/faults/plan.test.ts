import { describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../commands/fuzz/seeded-random.ts';
import { planRounds } from './plan.ts';
import type { Strike } from './strikes/strike.ts';

const SIZE = { faults: 20, questions: 50, exports: 3, batches: 2, faultsPerRound: 8 };
const strikes: Strike[] = ['a', 'b', 'c', 'd'].map((kind) => ({
  kind,
  mayFailWith: [],
  strike: async () => '',
}));

const plan = (seed: number) => planRounds(SIZE, strikes, seededRandom(seed));
const kinds = (seed: number) => plan(seed).map((round) => round.map(({ strike }) => strike.kind));

describe('a plan of faults', () => {
  it('has all the work, and each kind of fault as often as any other', () => {
    const rounds = plan(1);
    const steps = rounds.flat();
    const sum = (of: 'questions' | 'exports' | 'batches') => steps.reduce((all, step) => all + step[of], 0);

    expect(rounds.map(({ length }) => length)).toEqual([8, 8, 4]);
    expect([sum('questions'), sum('exports'), sum('batches')]).toEqual([50, 3, 2]);
    expect(new Set(steps.map(({ refreshed }) => refreshed))).toEqual(
      new Set(['northwind', 'nw_abbr', undefined]),
    );
    for (const { kind } of strikes)
      expect(steps.filter(({ strike }) => strike.kind === kind)).toHaveLength(5);
  });

  it('is the same for the same seed', () => {
    expect(kinds(1)).toEqual(kinds(1));
    expect(kinds(1)).not.toEqual(kinds(2));
  });
});
