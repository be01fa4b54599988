import { Readable } from 'node:stream';
import type { Change, EntryFile, KeyRange } from './entry-file.ts';

/** Behind every key that begins with what stands before it. */
const LAST = '\u{10FFFF}';

type Callback = (error: Error | null, value?: unknown) => void;

/** The part of dynalite's in-memory LevelDB by which dynalite reads and writes entries. */
export interface EntryLevel {
  get(key: string, callback: Callback): unknown;
  put(key: string, value: unknown, callback?: Callback): unknown;
  del(key: string, callback?: Callback): unknown;
  batch(changes: readonly Change[], callback?: Callback): unknown;
  createKeyStream(range?: KeyRange): Readable;
  createValueStream(range?: KeyRange): Readable;
}

/**
 * Has dynalite read and write a file where it would an in-memory LevelDB, which stays empty. dynalite would make
 * several promises and a turn of the event loop of each call; here its callback comes at once.
 */
export function keepInFile(level: EntryLevel, file: EntryFile): void {
  level.get = (key, callback) => answer(file, callback, () => file.get(key));
  level.put = (key, value, callback) => answer(file, callback, () => file.put(key, value));
  level.del = (key, callback) => answer(file, callback, () => file.delete(key));
  level.batch = (changes, callback) => answer(file, callback, () => file.change(changes));
  level.createKeyStream = (range) => Readable.from(file.keys(range));
  level.createValueStream = (range) => Readable.from(file.values(range));
}

/** The keys that begin with a prefix, without it. dynalite would read all keys of the file to find those. */
export function keysBelow(file: EntryFile, prefix: string): Readable {
  return Readable.from(namesBelow(file, prefix));
}

function* namesBelow(file: EntryFile, prefix: string): Generator<string> {
  for (const key of file.keys({ gt: prefix, lt: `${prefix}${LAST}` })) yield key.slice(prefix.length);
}

/** Never before the call has returned: dynalite sets itself up for the answer behind it. */
function answer(file: EntryFile, callback: Callback | undefined, work: () => unknown): void {
  try {
    // A call may come while everything stops.
    if (!file.isOpen) throw new Error('The tables are closed');
    const value = work();
    if (callback) process.nextTick(callback, null, value);
  } catch (error) {
    if (callback) process.nextTick(callback, serverError(error));
  }
}

/** As DynamoDB answers what is its own fault, in the form that dynalite passes on: callers repeat it. */
function serverError(cause: unknown): Error {
  const { message = String(cause) } = Object(cause);
  const body = { __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError', message };
  return Object.assign(new Error(message, { cause }), { statusCode: 500, body });
}
