import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { type StateFileGuard, stateFileGuard } from '../state-file-error.ts';

/** Entries read at a time: what a query has, mostly; the rest of a long one is read as it is asked for. */
const PAGE = 64;
/** KiB of the file that SQLite keeps in memory, however large the file grows. */
const CACHE_KIB = 16_384;

export type Change =
  | { readonly type: 'put'; readonly key: string; readonly value: unknown }
  | { readonly type: 'del'; readonly key: string };

/** Keys from one to another, by their UTF-8 bytes; all when empty. */
export interface KeyRange {
  readonly gt?: string;
  readonly gte?: string;
  readonly lt?: string;
  readonly lte?: string;
  readonly reverse?: boolean;
  /** At most so many; all when absent or negative. */
  readonly limit?: number;
}

type Column = 'key' | 'value';

/**
 * Entries (JSON under a text key) in a SQLite file. A write costs some 20 microseconds and survives a killed process
 * (not a power cut); only what was used last is in memory. Fails with a StateFileError, and has then changed nothing.
 */
export class EntryFile {
  readonly #file: DatabaseSync;
  readonly #guarded: StateFileGuard;
  readonly #get: StatementSync;
  readonly #put: StatementSync;
  readonly #delete: StatementSync;
  readonly #reads = new Map<string, StatementSync>();

  constructor(path: string) {
    this.#guarded = stateFileGuard('The tables of DynamoDB', path);
    this.#file = this.#guarded(() => openFile(path));
    this.#get = this.#file.prepare('SELECT value FROM entries WHERE key = ?');
    // An item's index entries are put again with each change of the item: the same is not written twice.
    this.#put = this.#file.prepare(
      `INSERT INTO entries (key, value) VALUES (?, ?)
       ON CONFLICT DO UPDATE SET value = excluded.value WHERE value <> excluded.value`,
    );
    this.#delete = this.#file.prepare('DELETE FROM entries WHERE key = ?');
  }

  get isOpen(): boolean {
    return this.#file.isOpen;
  }

  get(key: string): unknown {
    return this.#guarded(() => {
      const entry = this.#get.get(key);
      return entry && JSON.parse(String(entry.value));
    });
  }

  put(key: string, value: unknown): void {
    this.#guarded(() => this.#put.run(key, JSON.stringify(value)));
  }

  delete(key: string): void {
    this.#guarded(() => this.#delete.run(key));
  }

  /** All changes or none. */
  change(changes: readonly Change[]): void {
    this.#guarded(() => {
      this.#file.exec('BEGIN IMMEDIATE');
      try {
        for (const change of changes) {
          if (change.type === 'put') this.#put.run(change.key, JSON.stringify(change.value));
          else this.#delete.run(change.key);
        }
        this.#file.exec('COMMIT');
      } catch (error) {
        // On a full disk SQLite may have taken it back by itself.
        if (this.#file.isTransaction) this.#file.exec('ROLLBACK');
        throw error;
      }
    });
  }

  /** Keys in their order, as they are when they are read. */
  *keys(range: KeyRange = {}): Generator<string> {
    for (const text of this.#read('key', range)) yield text;
  }

  /** Values in the order of their keys, as they are when they are read. */
  *values(range: KeyRange = {}): Generator<unknown> {
    for (const text of this.#read('value', range)) yield JSON.parse(text);
  }

  close(): void {
    if (this.isOpen) this.#file.close();
  }

  *#read(column: Column, { limit = -1, ...range }: KeyRange): Generator<string> {
    const most = limit < 0 ? Number.POSITIVE_INFINITY : limit;
    let [rest, given] = [range, 0];
    while (given < most) {
      const page = this.#page(column, rest, Math.min(PAGE, most - given));
      for (const entry of page) yield String(entry[column]);
      const last = page.at(-1);
      if (page.length < PAGE || !last) return;
      given += page.length;
      rest = after(rest, String(last.key));
    }
  }

  #page(column: Column, range: KeyRange, size: number) {
    const bounds = boundsOf(range);
    const sql =
      `SELECT key${column === 'key' ? '' : ', value'} FROM entries ` +
      `WHERE ${['TRUE', ...bounds.map(({ operator }) => `key ${operator} ?`)].join(' AND ')} ` +
      `ORDER BY key ${range.reverse ? 'DESC' : 'ASC'} LIMIT ?`;
    const statement = this.#reads.get(sql) ?? this.#file.prepare(sql);
    this.#reads.set(sql, statement);
    return this.#guarded(() => statement.all(...bounds.map(({ key }) => key), size));
  }
}

const OPERATORS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

function boundsOf(range: KeyRange) {
  const names = ['gt', 'gte', 'lt', 'lte'] as const;
  return names.flatMap((name) => {
    const key = range[name];
    return key === undefined ? [] : [{ operator: OPERATORS[name], key }];
  });
}

/** What is left of a range behind a key. */
function after({ gt, gte, lt, lte, ...range }: KeyRange, key: string): KeyRange {
  if (range.reverse)
    return { ...range, ...(gt !== undefined && { gt }), ...(gte !== undefined && { gte }), lt: key };
  return { ...range, ...(lt !== undefined && { lt }), ...(lte !== undefined && { lte }), gt: key };
}

/** The stack's folder has one owner, so that the file needs no locks from write to write. */
function openFile(path: string): DatabaseSync {
  const file = new DatabaseSync(path);
  file.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  file.exec(`PRAGMA cache_size = -${CACHE_KIB}`);
  file.exec('CREATE TABLE IF NOT EXISTS entries (key TEXT PRIMARY KEY, value TEXT NOT NULL)');
  return file;
}
