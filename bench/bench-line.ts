/** One measured figure of `npm run bench`. */
export interface BenchLine {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The budget in words, such as `>= 1000`; `pass` says whether it holds. */
  readonly budget?: string;
  readonly pass?: boolean;
}
