import { existsSync } from 'node:fs';
import { standInFolder } from './reachable-folders.ts';

/** The folders that hold the state of the PostgreSQL started with `dataDir`: remove them all to start afresh. */
export function postgresStateFolders(dataDir: string): string[] {
  return [dataDir, standInFolder(dataDir)].filter((folder) => existsSync(folder));
}
