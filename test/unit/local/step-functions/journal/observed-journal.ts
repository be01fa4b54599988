import { copyFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Journal } from '../../../../../local/step-functions/journal/journal.ts';
import { openJournal } from '../../../../../local/step-functions/journal/sqlite-journal.ts';

const raise = (error: unknown) => {
  throw error;
};

export const journalIn = (dir: string, name = 'journal') => openJournal(join(dir, `${name}.sqlite`), raise);

/** A journal's files as a killed process would leave them now, under another name. */
export function copyJournal(dir: string, from: string, to: string): void {
  for (const suffix of ['', '-wal']) {
    const path = join(dir, `${from}.sqlite${suffix}`);
    if (existsSync(path)) copyFileSync(path, join(dir, `${to}.sqlite${suffix}`));
  }
}

/** Calls back after each write. */
export function observed(journal: Journal, onWrite: () => void): Journal {
  const part = (of: ReturnType<Journal['of']>): ReturnType<Journal['of']> => ({
    ...of,
    append: (lines) => {
      of.append(lines);
      onWrite();
    },
    end: (...args) => {
      of.end(...args);
      onWrite();
    },
  });
  return {
    secret: journal.secret,
    begin: (start) => {
      const begun = part(journal.begin(start));
      onWrite();
      return begun;
    },
    of: (id) => part(journal.of(id)),
    executions: () => journal.executions(),
    endedFor: (origin) => journal.endedFor(origin),
    close: () => journal.close(),
  };
}
