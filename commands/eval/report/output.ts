import { appendFileSync, renameSync, writeFileSync } from 'node:fs';

export interface Output {
  write(row: object): void;
}

/**
 * JSON lines to standard output and, when there is one, to a file, which gets each line as soon as it is there. What
 * the file held before is replaced by `kept` at once, so that it is never without it.
 */
export function openOutput(
  stdout: { write(text: string): unknown },
  file: string | undefined,
  kept: readonly object[],
): Output {
  const lines = kept.map((row) => `${JSON.stringify(row)}\n`).join('');
  if (file !== undefined) {
    writeFileSync(`${file}.part`, lines);
    renameSync(`${file}.part`, file);
  }
  if (lines !== '') stdout.write(lines);
  return {
    write: (row) => {
      const line = `${JSON.stringify(row)}\n`;
      if (file !== undefined) appendFileSync(file, line);
      stdout.write(line);
    },
  };
}
