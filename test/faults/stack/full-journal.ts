import { DatabaseSync } from 'node:sqlite';

/** More pages than a file can have. */
const NO_LIMIT = 1_073_741_823;

/** Makes the disk of a SQLite file full, as SQLite itself sees it: it may have no page more than it has. */
export interface FullJournal {
  turn(on: boolean): void;
}

/** Of the journal of executions in that folder, which is opened later, by the stack. */
export function watchJournal(path: string): FullJournal {
  let journal: DatabaseSync | undefined;
  const { exec } = DatabaseSync.prototype;
  // Every connection says first how it keeps its journal.
  DatabaseSync.prototype.exec = function (sql) {
    if (this.location() === path) journal = this;
    return exec.call(this, sql);
  };
  return {
    turn: (on) => {
      if (!journal) throw new Error(`Nothing has opened ${path}`);
      const pages = on ? Number(journal.prepare('PRAGMA page_count').get()?.page_count) : NO_LIMIT;
      exec.call(journal, `PRAGMA max_page_count = ${pages}`);
    },
  };
}
