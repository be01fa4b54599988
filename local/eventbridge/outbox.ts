import { DatabaseSync } from 'node:sqlite';
import type { BusEvent } from './event.ts';

/** An event on its way to a target of a rule. */
export interface Delivery {
  readonly rule: string;
  readonly targetId: string;
  readonly event: BusEvent;
}

/** What a bus has accepted and not yet delivered. */
export interface Outbox {
  /** Keeps a delivery until the function returned is called, once it has been made or given up. */
  keep(delivery: Delivery): () => void;
  /** Those that the last stop left, oldest first, each with how to drop it. */
  left(): readonly { readonly delivery: Delivery; readonly drop: () => void }[];
  close(): void;
}

/** Keeps nothing: what is under way goes with the process. */
export const forgetfulOutbox: Outbox = {
  keep: () => () => undefined,
  left: () => [],
  close: () => undefined,
};

/** Keeps deliveries in a SQLite file, so that they survive a killed process, as events on AWS survive anything. */
export function openOutbox(path: string): Outbox {
  const file = new DatabaseSync(path);
  file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  file.exec(`CREATE TABLE IF NOT EXISTS deliveries
    (id INTEGER PRIMARY KEY, rule TEXT NOT NULL, target TEXT NOT NULL, event TEXT NOT NULL)`);
  const insert = file.prepare('INSERT INTO deliveries (rule, target, event) VALUES (?, ?, ?)');
  const remove = file.prepare('DELETE FROM deliveries WHERE id = ?');
  const all = file.prepare('SELECT id, rule, target, event FROM deliveries ORDER BY id');
  const drop = (id: number | bigint) => () => {
    // What ends while everything stops is delivered once more.
    if (file.isOpen) remove.run(id);
  };
  return {
    keep: ({ rule, targetId, event }) => {
      if (!file.isOpen) return () => undefined;
      return drop(insert.run(rule, targetId, JSON.stringify(event)).lastInsertRowid);
    },
    left: () =>
      all.all().map(({ id, rule, target, event }) => ({
        delivery: { rule: String(rule), targetId: String(target), event: JSON.parse(String(event)) },
        drop: drop(Number(id)),
      })),
    close: () => {
      if (file.isOpen) file.close();
    },
  };
}
