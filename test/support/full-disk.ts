import { DatabaseSync } from 'node:sqlite';

/** More pages than a file can have. */
const NO_LIMIT = 1_073_741_823;

/** Makes the disk of SQLite files full, as SQLite itself sees it: they may have no page more than they have. */
export interface FullDisk {
  /** For the file of that path or, without one, for all; throws when nothing of them is open. */
  turn(on: boolean, path?: string): void;
  /** Lets go of what is opened from now on. */
  release(): void;
}

/** Of the files in a folder and those below it, which are opened later. */
export function watchDisk(folder: string): FullDisk {
  const files = new Set<DatabaseSync>();
  const { exec } = DatabaseSync.prototype;
  // Every connection says first how it keeps its journal.
  DatabaseSync.prototype.exec = function (sql) {
    if (this.location()?.startsWith(`${folder}/`)) files.add(this);
    return exec.call(this, sql);
  };
  return {
    turn: (on, path) => {
      const open = [...files].filter((file) => file.isOpen && (path ?? file.location()) === file.location());
      if (open.length === 0) throw new Error(`Nothing has opened ${path ?? folder}`);
      for (const file of open) {
        const pages = on ? Number(file.prepare('PRAGMA page_count').get()?.page_count) : NO_LIMIT;
        exec.call(file, `PRAGMA max_page_count = ${pages}`);
      }
    },
    release: () => {
      DatabaseSync.prototype.exec = exec;
    },
  };
}
