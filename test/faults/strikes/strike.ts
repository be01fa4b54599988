import type { Random } from '../../../commands/fuzz/seeded-random.ts';
import type { Trial } from '../trial.ts';

/** One kind of fault. */
export interface Strike {
  readonly kind: string;
  /** Does it, waits it out, and takes it back where it can be; a word on how hard it was. */
  strike(trial: Trial, random: Random): Promise<string>;
}

/** A whole number from `least` to below `most`. */
export const between = (random: Random, least: number, most: number) => least + random.below(most - least);
