import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** A folder that is not there and cannot be made; says which. */
export class FolderUnusable extends Error {
  constructor(path: string, reason: string) {
    super(`The folder ${path} cannot be used: ${reason}. Give another by INQUERY_DIR.`);
    this.name = 'FolderUnusable';
  }
}

/**
 * Makes a folder and those above it that are missing; throws a FolderUnusable. Level by level, since `mkdir` of Node
 * with `recursive` never returns where the system says of an existing folder's child that there is no such path (/proc).
 */
export function makeFolder(path: string): void {
  if (isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process may have made it just now.
    if (!isFolder(path)) throw new FolderUnusable(path, reasonOf(error));
  }
}

function isFolder(path: string): boolean {
  try {
    if (statSync(path).isDirectory()) return true;
  } catch {
    return false;
  }
  throw new FolderUnusable(path, 'it is a file');
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
