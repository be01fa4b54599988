import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { JOURNAL_SCHEMA, JOURNAL_VERSION } from './schema.ts';

const SECRET_BYTES = 32;

/** Makes the tables where there are none; the secret that task tokens are sealed with. Throws for another version. */
export function prepareFile(file: DatabaseSync): Buffer {
  file.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
  checkVersion(file);
  file.exec(JOURNAL_SCHEMA);
  return secretOf(file);
}

function checkVersion(file: DatabaseSync): void {
  const version = Number(file.prepare('PRAGMA user_version').get()?.user_version);
  if (version === 0) file.exec(`PRAGMA user_version = ${JOURNAL_VERSION}`);
  else if (version !== JOURNAL_VERSION)
    throw new Error(`it was written by another version (${version}); clear it with npm run reset`);
}

function secretOf(file: DatabaseSync): Buffer {
  file
    .prepare("INSERT OR IGNORE INTO facts (name, value) VALUES ('secret', ?)")
    .run(randomBytes(SECRET_BYTES));
  const stored = file.prepare("SELECT value FROM facts WHERE name = 'secret'").get();
  // A BLOB column comes as bytes.
  return Buffer.from(stored?.value as Uint8Array);
}
