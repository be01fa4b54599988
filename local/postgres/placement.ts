import { chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { PostgresBinaries } from './binaries.ts';
import { claimFolder, isReachable, openToReaders, standInFolder } from './reachable-folders.ts';
import type { ServerAccount } from './server-account.ts';

/** Where this server's parts lie; all of them are the same at each start with one dataDir. */
export interface Placement {
  /** The binaries it runs from. */
  readonly native: string;
  /** Ours: the superuser's password and the owner record. */
  readonly home: string;
  /** The server's: PGDATA is inside. */
  readonly data: string;
}

/**
 * Decides where binaries and data go. A server that runs under another account may be unable to enter
 * our folders (a clone under /root); it then gets copies in a temporary folder, and `log` says so.
 */
export function placeServer(
  dataDir: string,
  binaries: PostgresBinaries,
  account: ServerAccount | undefined,
  log: (line: string) => void,
): Placement {
  // Made before it is judged: a strict umask may close it.
  const here = own(resolve(dataDir));
  if (!account) return { native: binaries.folder, home: here, data: own(join(here, 'data')) };
  const standIn = standInFolder(here);
  const reaches = { native: isReachable(binaries.folder, account), data: isReachable(here, account) };
  if (!reaches.native || !reaches.data) {
    claimFolder(standIn);
    log(
      `PostgreSQL runs as ${account.name}, which cannot enter ${reaches.data ? binaries.folder : here}: using ${standIn}`,
    );
  }
  const home = reaches.data ? here : standIn;
  return {
    native: reaches.native ? binaries.folder : copyBinaries(binaries, standIn),
    home: own(home),
    data: lend(join(home, 'data'), account),
  };
}

function own(folder: string): string {
  mkdirSync(folder, { recursive: true });
  return folder;
}

function lend(folder: string, { uid, gid }: ServerAccount): string {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  chownSync(folder, uid, gid);
  return folder;
}

function copyBinaries({ folder, version }: PostgresBinaries, into: string): string {
  const copy = join(into, `native-${version}`);
  if (existsSync(copy)) return copy;
  const unfinished = `${copy}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(folder, unfinished, { recursive: true, verbatimSymlinks: true });
  openToReaders(unfinished);
  renameSync(unfinished, copy);
  return copy;
}
