import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresBinaries } from './binaries.ts';
import type { Placement } from './placement.ts';
import { runInitdb } from './run-initdb.ts';
import type { ServerAccount } from './server-account.ts';

export const SUPERUSER = 'postgres';

export interface Cluster {
  /** PGDATA. */
  readonly folder: string;
  /** The superuser's. */
  readonly password: string;
}

/** The cluster of this placement, made by initdb when there is none yet. */
export async function openCluster(
  placement: Placement,
  binaries: PostgresBinaries,
  account: ServerAccount | undefined,
): Promise<Cluster> {
  const folder = clusterFolder(placement);
  const passwordFile = join(placement.home, 'superuser-password');
  if (existsSync(join(folder, 'PG_VERSION'))) {
    requireSameMajor(folder, binaries.version);
    return { folder, password: readFileSync(passwordFile, 'utf8') };
  }
  const password = randomBytes(18).toString('base64url');
  writeFileSync(passwordFile, password, { mode: 0o600 });
  await initialise(placement, folder, password, account);
  return { folder, password };
}

/** PGDATA of a placement, made or not. */
export function clusterFolder({ data }: Placement): string {
  return join(data, 'cluster');
}

function requireSameMajor(folder: string, version: string): void {
  const major = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim();
  if (version.startsWith(`${major}.`)) return;
  throw new Error(`${folder} was made by PostgreSQL ${major}, but this is ${version}. Run npm run reset.`);
}

/** Builds the cluster aside and renames it: one that was interrupted is never taken for a whole one. */
async function initialise(
  { native, data }: Placement,
  folder: string,
  password: string,
  account: ServerAccount | undefined,
): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  await runInitdb({ native, workFolder: data, cluster: unfinished, superuser: SUPERUSER, password, account });
  renameSync(unfinished, folder);
}
