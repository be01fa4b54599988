import { saysDiskFull } from './disk-full.ts';
import { describeError } from './stack/describe-error.ts';

/**
 * For the program of the stack. Of what nobody has caught, a full disk alone is not the end of the process: one call
 * has failed, the next may find room. What it prints is left out where it cannot be written: to a file on a full disk,
 * to a reader or a terminal that has gone (`npm start | head`). A server does not end for that, least of all in the
 * middle of its stop; Ctrl-C ends the whole pipeline.
 */
export function surviveFullDisk(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  process.on('uncaughtException', (error) => {
    if (!saysDiskFull(error)) return endAsNode(error);
    process.stderr.write(`failed: ${describeError(error)}\n`);
  });
}

function endAsNode(error: Error): void {
  process.stderr.write(`${error.stack ?? String(error)}\n`);
  process.exit(1);
}
