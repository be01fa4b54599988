import type { FaultsReport } from './run-faults.ts';

/** The table of a run, for people. */
export function renderReport({
  struck,
  accepted,
  statuses,
  repeats,
  violations,
  logFile,
}: FaultsReport): string {
  const rows = [...struck].sort(([a], [b]) => (a < b ? -1 : 1));
  const width = Math.max(...rows.map(([kind]) => kind.length), 'fault'.length);
  const line = (kind: string, times: string | number, found: string | number) =>
    `${kind.padEnd(width)}  ${String(times).padStart(5)}  ${String(found).padStart(10)}`;
  const ended = counted(accepted.map(({ id, kind }) => `${kind} ${statuses.get(id) ?? 'open'}`));
  return [
    line('fault', 'times', 'violations'),
    ...rows.map(([kind, { times, violations: found }]) => line(kind, times, found)),
    '',
    `jobs accepted: ${accepted.length} (${ended})`,
    `callers came again: ${[...repeats].map(([why, times]) => `${why} ${times}`).join(', ') || 'never'}`,
    `violations: ${violations.length}`,
    ...violations.map(({ invariant, what }) => `  ${invariant}: ${what}`),
    ...(violations.length > 0 ? [`what the stack said: ${logFile}`] : []),
  ].join('\n');
}

function counted(words: readonly string[]): string {
  const times = new Map<string, number>();
  for (const word of words) times.set(word, (times.get(word) ?? 0) + 1);
  return [...times]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([word, count]) => `${word} ${count}`)
    .join(', ');
}
