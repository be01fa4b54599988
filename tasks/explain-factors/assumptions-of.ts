import type { FetchedFactor } from '../../shared/contracts/question-machine.ts';

/** What was assumed for any of the figures, and which of them are missing; each once. */
export function assumptionsOf(factors: readonly FetchedFactor[]): string[] {
  const all = factors.flatMap(({ question, assumptions = [], snapshot, error }) => [
    ...assumptions,
    ...(snapshot?.notices ?? []),
    ...(snapshot?.truncated ? [`Only the first ${snapshot.rowCount} rows of "${question}" were kept.`] : []),
    ...(error ? [`Not known: ${question} (${error.message})`] : []),
  ]);
  return [...new Set(all)];
}
