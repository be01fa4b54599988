import { DatabaseSync } from 'node:sqlite';
import { type StateFileGuard, stateFileGuard } from '../state-file-error.ts';
import type { Kept, Outbox } from './outbox.ts';

const SCHEMA = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = NORMAL;
  CREATE TABLE IF NOT EXISTS accepted (id INTEGER PRIMARY KEY AUTOINCREMENT, kind TEXT NOT NULL, body TEXT NOT NULL)
`;
/** How long a write waits for a program that looks into the file. */
const BUSY_MS = 2_000;

/** Opens the outbox in a SQLite file, made when absent; throws a StateFileError. */
export function openOutbox(path: string): Outbox {
  const guarded = stateFileGuard('The outbox of events and invocations', path);
  return guarded(() => {
    const file = new DatabaseSync(path, { timeout: BUSY_MS });
    file.exec(SCHEMA);
    return outboxIn(file, guarded);
  });
}

function outboxIn(file: DatabaseSync, guarded: StateFileGuard): Outbox {
  // One statement for however many: all or none.
  const insert = file.prepare(
    'INSERT INTO accepted (kind, body) SELECT ?, value FROM json_each(?) RETURNING id',
  );
  const remove = file.prepare('DELETE FROM accepted WHERE id = ?');
  const select = file.prepare('SELECT id, body FROM accepted WHERE kind = ? ORDER BY id');
  const kept = (id: number): Kept => ({
    done: () => {
      try {
        remove.run(id);
      } catch {
        // At least once: it stays, and is done again.
      }
    },
  });
  return {
    keep: (kind, bodies) => {
      if (bodies.length === 0) return [];
      const texts = JSON.stringify(bodies.map((body) => JSON.stringify(body)));
      return guarded(() => insert.all(kind, texts).map(({ id }) => kept(Number(id))));
    },
    left: (kind) =>
      guarded(() =>
        select.all(kind).map(({ id, body }) => ({ kept: kept(Number(id)), body: JSON.parse(String(body)) })),
      ),
    close: () => file.close(),
  };
}
