import type { Random } from '../../../commands/fuzz/seeded-random.ts';
import type { ErrorName } from '../../../shared/contracts/errors.ts';
import type { Trial } from '../trial.ts';

/** What must be expected of a kind of fault. */
export interface Toll {
  /** What a job may fail with for it; anything else, Internal above all, is a fault of our own. */
  readonly mayFailWith: readonly ErrorName[];
  /** It may take away what a model has just said, or the record of it: that call is paid for and in no step. */
  readonly mayLoseReplies?: true;
}

/** One kind of fault. */
export interface Strike extends Toll {
  readonly kind: string;
  /** Does it, waits it out, and takes it back where it can be; a word on how hard it was. */
  strike(trial: Trial, random: Random): Promise<string>;
}

/** What a job may fail with where a service of AWS fails it. */
export const SERVICE: readonly ErrorName[] = ['ServiceUnavailable'];

/** A whole number from `least` to below `most`. */
export const between = (random: Random, least: number, most: number) => least + random.below(most - least);
