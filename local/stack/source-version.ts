import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const Package = z.object({ version: z.string() });

/** What the sources in this folder are: their commit, `-dirty` where they were changed since; else the package's version. */
export function sourceVersion(folder: string): string {
  const commit = existsSync(join(folder, '.git')) ? commitOf(folder) : undefined;
  return commit ?? Package.parse(JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))).version;
}

/** Undefined where there is no git to ask, or no commit. */
function commitOf(folder: string): string | undefined {
  const words = ['-C', folder, 'describe', '--always', '--dirty', '--abbrev=12', '--exclude=*'];
  try {
    return execFileSync('git', words, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}
