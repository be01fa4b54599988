import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { postgresStateFolders } from '../local/postgres/state-folders.ts';
import { describeError } from '../local/stack/describe-error.ts';
import { refuseRunningStack } from '../local/stack/lock-file.ts';
import { STATE_DIR } from '../local/state-dir.ts';

/** Removes everything the local stack keeps; the next start begins afresh. */
async function reset(): Promise<void> {
  refuseRunningStack(STATE_DIR);
  // PostgreSQL keeps its data elsewhere when its account can't enter this folder.
  const folders = new Set(
    [...postgresStateFolders(join(STATE_DIR, 'postgres')), STATE_DIR].filter(existsSync),
  );
  if (folders.size === 0) return console.log(`Nothing to remove: there is no ${STATE_DIR}`);
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
  console.log(`Removed ${[...folders].join(', ')}`);
}

try {
  await reset();
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 1;
}
