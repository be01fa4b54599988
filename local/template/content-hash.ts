import { createHash, type Hash } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A hash over the names and contents of these files and folders; missing ones count as absent. */
export async function contentHash(root: string, paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) await addPath(hash, root, path);
  return hash.digest('hex').slice(0, 16);
}

async function addPath(hash: Hash, root: string, path: string): Promise<void> {
  const full = join(root, path);
  const found = await stat(full).catch(() => undefined);
  if (!found) return;
  if (!found.isDirectory()) {
    hash
      .update(`${path}\0`)
      .update(await readFile(full))
      .update('\0');
    return;
  }
  for (const name of (await readdir(full)).sort()) await addPath(hash, root, join(path, name));
}
