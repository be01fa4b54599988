import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const MAX_BYTES = 10 * 1024 * 1024;

/** Appends to a file; a full one is kept once under the same name with `.1` and a new one begun. */
export function openRotatingLog(path: string, maxBytes = MAX_BYTES): (chunk: Buffer) => void {
  mkdirSync(dirname(path), { recursive: true });
  let size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return (chunk) => {
    if (size + chunk.length > maxBytes && size > 0) {
      renameSync(path, `${path}.1`);
      size = 0;
    }
    appendFileSync(path, chunk);
    size += chunk.length;
  };
}
