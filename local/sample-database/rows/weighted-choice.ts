import type { Random } from './random.ts';

/** Chooses an index in proportion to its weight, in logarithmic time. */
export interface WeightedChoice {
  /** The index at a share (from 0, below 1) of the total weight. */
  at(share: number): number;
  pick(random: Random): number;
}

export function weightedChoice(weights: Iterable<number>): WeightedChoice {
  const sums = Float64Array.from(runningSums(weights));
  const total = sums.at(-1) ?? 0;
  const at = (share: number) => firstAbove(sums, share * total);
  return { at, pick: (random) => at(random.fraction()) };
}

function* runningSums(weights: Iterable<number>): Generator<number> {
  let sum = 0;
  for (const weight of weights) {
    sum += weight;
    yield sum;
  }
}

function firstAbove(sums: Float64Array, target: number): number {
  let low = 0;
  let high = sums.length - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sums[middle] ?? 0) > target) high = middle;
    else low = middle + 1;
  }
  return low;
}
