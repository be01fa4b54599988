import type { LoadProgress } from './load-schemas.ts';

const QUIET_MS = 2_000;
const EVERY_MS = 1_000;

/** Writes a line about a load every second, from its second second on; a short load stays quiet. */
export function progressReport(
  write: (line: string) => void,
  now: () => number = Date.now,
): (progress: LoadProgress) => void {
  const start = now();
  let last = start + QUIET_MS - EVERY_MS;
  return ({ step, rows, expectedRows }) => {
    const time = now();
    if (time - last < EVERY_MS) return;
    last = time;
    write(`${Math.round((time - start) / 1000)} s  ${step}${share(rows, expectedRows)}`);
  };
}

function share(rows: number, expectedRows: number): string {
  if (expectedRows === 0) return ' …';
  const percent = Math.min(100, Math.round((100 * rows) / expectedRows));
  return `: ${rows.toLocaleString('en')} rows, ${percent}%`;
}
