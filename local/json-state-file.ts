import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import type * as z from 'zod';
import { StateFileError } from './state-file-error.ts';

/** A list kept as JSON in one file of the state folder. Each method fails with a StateFileError. */
export interface JsonStateFile<Entry> {
  /** What was saved last; empty when there is no file. */
  read(): Promise<Entry[]>;
  /** Writes all of it, one save after the other: `entries` is asked when its turn has come, `onSaved` told before the next. */
  save(entries: () => readonly Entry[], onSaved?: () => void): Promise<void>;
}

/** `what` begins the sentence of an error: "The secrets". Only its owner may read the file. */
export function jsonStateFile<Schema extends z.ZodType>(
  what: string,
  path: string,
  schema: z.ZodArray<Schema>,
): JsonStateFile<z.output<Schema>> {
  const fail = (cause: unknown) => {
    throw new StateFileError(what, path, cause);
  };
  let last: Promise<unknown> = Promise.resolve();
  return {
    read: () => read(path, schema).catch(fail),
    save: (entries, onSaved) => {
      const saved = last
        .then(() => write(path, entries()))
        .then(onSaved)
        .catch(fail);
      // The next one does not fare worse for it.
      last = saved.catch(() => {});
      return saved;
    },
  };
}

async function read<Schema extends z.ZodType>(
  path: string,
  schema: z.ZodArray<Schema>,
): Promise<z.output<Schema>[]> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '[]';
    throw error;
  });
  return schema.parse(JSON.parse(text));
}

/** Written beside and renamed, so that neither a kill nor a full disk leaves half a file. */
async function write(path: string, entries: readonly unknown[]): Promise<void> {
  const unfinished = `${path}.new`;
  try {
    await writeFile(unfinished, JSON.stringify(entries, null, 2), { mode: 0o600 });
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
