import type { ExportView } from '../../shared/contracts/exports.ts';

const WIDTH = 30;

/** A bar with rows, megabytes a second and, where the end can be guessed, the time left. */
export function renderProgress({ status, rows, bytes, progress }: ExportView, seconds: number): string {
  const filled = Math.round((progress ?? 0) * WIDTH);
  const bar = `[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}]`;
  const speed = seconds > 0 ? bytes / 1e6 / seconds : 0;
  return `${bar} ${status.padEnd(9)} ${rows} rows  ${speed.toFixed(1)} MB/s${timeLeft(progress, seconds)}`;
}

function timeLeft(progress: number | undefined, seconds: number): string {
  if (progress === undefined || progress <= 0 || progress >= 1) return '';
  return `  ${Math.ceil((seconds * (1 - progress)) / progress)} s left`;
}
