import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { postgresStateFolders } from '../../../../local/postgres/state-folders.ts';

const made: string[] = [];

/** A folder of this test file's own, removed when its tests, and the hooks of its `describe`s, are through. */
export async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'inquery-test-'));
  made.push(folder);
  return folder;
}

afterAll(async () => {
  // PostgreSQL keeps its data elsewhere when its account can't enter a folder.
  for (const folder of made.flatMap((dir) => [...postgresStateFolders(join(dir, 'postgres')), dir])) {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
});
