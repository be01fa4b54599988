import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const MAX_BYTES = 10 * 1024 * 1024;
const FLUSH_MS = 100;
const NEWLINE = 10;

export interface RotatingLog {
  write(chunk: Buffer): void;
  /** Writes what is still held back. */
  close(): void;
}

/**
 * Appends to a file; a full one is kept once under the same name with `.1` and a new one begun. Chunks are
 * gathered for a moment, since opening a file costs more than a question's whole log. What cannot be written,
 * as on a full disk, is left out; how many lines that were is written once that works again.
 */
export function openRotatingLog(path: string, maxBytes = MAX_BYTES): RotatingLog {
  mkdirSync(dirname(path), { recursive: true });
  let size = sizeOf(path);
  let held: Buffer[] = [];
  let lost = 0;
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const lines = Buffer.concat(held);
    held = [];
    try {
      const chunk = lost === 0 ? lines : Buffer.concat([Buffer.from(leftOut(lost)), lines]);
      if (size > 0 && size + chunk.length > maxBytes) {
        if (existsSync(path)) renameSync(path, `${path}.1`);
        size = 0;
      }
      append(path, chunk);
      size += chunk.length;
      lost = 0;
    } catch {
      // Nobody who asks a question may feel that its log has no room.
      lost += countLines(lines);
      size = sizeOf(path);
    }
  };
  return {
    write: (chunk) => {
      held.push(chunk);
      timer ??= setTimeout(flush, FLUSH_MS).unref();
    },
    close: flush,
  };
}

/** On a line of its own: what was written last may have been cut off. */
const leftOut = (lines: number) => `\n[${lines} lines could not be written here]\n`;

const countLines = (chunk: Buffer) => chunk.reduce((sum, byte) => sum + (byte === NEWLINE ? 1 : 0), 0);

const sizeOf = (path: string) => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

/** Makes the folder anew when somebody has removed it meanwhile. */
function append(path: string, chunk: Buffer): void {
  try {
    appendFileSync(path, chunk);
  } catch (error) {
    if (Object(error).code !== 'ENOENT') throw error;
    mkdirSync(dirname(path), { recursive: true });
    appendFileSync(path, chunk);
  }
}
