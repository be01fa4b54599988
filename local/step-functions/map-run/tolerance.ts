import { StateFailure, StatesError } from '../errors.ts';

/** How many items may fail before the Map does, as its fields say it. */
interface Tolerance {
  readonly count: number | undefined;
  readonly percentage: number | undefined;
}

/** Whether the number of all items decides how many that share is. */
export const needsTotal = (percentage: number) => percentage > 0 && percentage < 100;

/** Counts failures. Either limit alone fails the Map once exceeded; where only one is given, only that one counts. */
export class FailureCount {
  readonly #limit: number;
  #failed = 0;

  constructor({ count, percentage }: Tolerance, total: number) {
    const limits = [
      ...(count === undefined ? [] : [count]),
      ...(percentage === undefined
        ? []
        : [percentage === 100 ? Number.POSITIVE_INFINITY : (total * percentage) / 100]),
    ];
    this.#limit = limits.length === 0 ? 0 : Math.min(...limits);
  }

  add(): void {
    this.#failed++;
  }

  get failure(): StateFailure | undefined {
    if (this.#failed <= this.#limit) return undefined;
    const cause = 'The specified tolerated failure threshold was exceeded';
    return new StateFailure(StatesError.exceedToleratedFailure, cause);
  }
}
