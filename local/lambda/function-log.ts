import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

const MAX_BYTES = 10 * 1024 * 1024;
const FLUSH_MS = 100;

export interface RotatingLog {
  write(chunk: Buffer): void;
  /** Writes what is still held back. */
  close(): void;
}

/**
 * Appends to a file; a full one is kept once under the same name with `.1` and a new one begun. Chunks are
 * gathered for a moment, since opening a file costs more than a question's whole log.
 */
export function openRotatingLog(path: string, maxBytes = MAX_BYTES): RotatingLog {
  mkdirSync(dirname(path), { recursive: true });
  let size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  let held: Buffer[] = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    const chunk = Buffer.concat(held);
    held = [];
    if (size > 0 && size + chunk.length > maxBytes) {
      if (existsSync(path)) renameSync(path, `${path}.1`);
      size = 0;
    }
    append(path, chunk);
    size += chunk.length;
  };
  return {
    write: (chunk) => {
      held.push(chunk);
      timer ??= setTimeout(flush, FLUSH_MS).unref();
    },
    close: flush,
  };
}

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
