/** By how much a value grows with `at`, by least squares; 0 of fewer than two. */
export function slope(samples: readonly { readonly at: number; readonly value: number }[]): number {
  const mean = (of: (sample: { at: number; value: number }) => number) =>
    samples.reduce((sum, sample) => sum + of(sample), 0) / samples.length;
  const at = mean((sample) => sample.at);
  const value = mean((sample) => sample.value);
  const spread = mean((sample) => (sample.at - at) ** 2);
  return spread > 0 ? mean((sample) => (sample.at - at) * (sample.value - value)) / spread : 0;
}
