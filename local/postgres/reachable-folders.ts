import { createHash } from 'node:crypto';
import { chmodSync, lstatSync, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { ServerAccount } from './server-account.ts';

const PREFIX = 'inquery-postgres';
const WRITABLE_BY_OTHERS = 0o022;
const SEARCH = { owner: 0o100, group: 0o010, other: 0o001 };

/** Whether the account may enter every folder on the way to `path`, as far as the path exists. */
export function isReachable(path: string, account: Pick<ServerAccount, 'uid' | 'gid'>): boolean {
  let folder = deepestExisting(resolve(path));
  while (mayEnter(folder, account)) {
    if (folder === dirname(folder)) return true;
    folder = dirname(folder);
  }
  return false;
}

/** The folder among the temporary ones that stands in for a folder the server cannot enter; always the same. */
export function standInFolder(path: string): string {
  const key = createHash('sha256').update(resolve(path)).digest('hex').slice(0, 16);
  return join(enterableTemporaryFolder(), `${PREFIX}-${key}`);
}

/** Makes a folder that others may enter but not write to; refuses one that somebody else put there. */
export function claimFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: 0o755 });
  const found = lstatSync(path);
  const isOurs = found.isDirectory() && found.uid === process.getuid?.();
  if (!isOurs || (found.mode & WRITABLE_BY_OTHERS) !== 0) {
    throw new Error(
      `${path} is not a folder that only this account can write to. Remove it and start again.`,
    );
  }
  // A strict umask may have closed it.
  chmodSync(path, 0o755);
}

/** Lets everybody read and run what is in a folder of ours, whatever umask it was made under. */
export function openToReaders(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToReaders(path);
    else if (entry.isFile()) chmodSync(path, 0o755);
  }
}

function deepestExisting(path: string): string {
  return statSync(path, { throwIfNoEntry: false }) ? realpathSync(path) : deepestExisting(dirname(path));
}

function mayEnter(folder: string, { uid, gid }: Pick<ServerAccount, 'uid' | 'gid'>): boolean {
  const found = statSync(folder);
  if (found.uid === uid) return (found.mode & SEARCH.owner) !== 0;
  if (found.gid === gid) return (found.mode & SEARCH.group) !== 0;
  return (found.mode & SEARCH.other) !== 0;
}

function enterableTemporaryFolder(): string {
  const stranger = { uid: -1, gid: -1 };
  return [tmpdir(), '/tmp', '/var/tmp'].find((folder) => isReachable(folder, stranger)) ?? tmpdir();
}
