import { readdirSync, readFileSync, readlinkSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { processStart } from '../process-start.ts';

const FAST_SHUTDOWN_MS = 10_000;
const KILL_MS = 5_000;
const POLL_MS = 20;

/** Writes down that this process runs the server now. */
export function recordOwner(home: string): void {
  // Removed first: it may be another account's, in a folder of ours.
  rmSync(ownerFile(home), { force: true });
  writeFileSync(ownerFile(home), `${process.pid} ${processStart(process.pid) ?? ''}`);
}

/**
 * Clears the way for a start after a crash: stops what an owner that is gone left running in the cluster
 * folder, then removes the stale lock file. Throws when the owner is alive: two servers on one
 * cluster would destroy it. Without /proc it leaves all that to PostgreSQL's own lock file.
 */
export async function clearEarlierServer(cluster: string, home: string): Promise<void> {
  if (process.platform !== 'linux') return;
  if (mayRun(cluster)) refuseWhenOwned(cluster, home);
  await clearOwnServer(cluster);
}

/** The same for a server that this process ran and that has ended, perhaps without its backends. */
export async function clearOwnServer(cluster: string): Promise<void> {
  if (process.platform !== 'linux') return;
  await endProcesses(cluster, 'SIGINT', FAST_SHUTDOWN_MS);
  await endProcesses(cluster, 'SIGKILL', KILL_MS);
  rmSync(join(cluster, 'postmaster.pid'), { force: true });
}

/** Backends that outlive a killed server by a moment are no server. */
function mayRun(cluster: string): boolean {
  const running = processesIn(cluster);
  const server = readIfThere(join(cluster, 'postmaster.pid'))?.split('\n')[0];
  return running.length > 0 && (server === undefined || running.includes(Number(server)));
}

function refuseWhenOwned(cluster: string, home: string): void {
  const [pid = '', started] = readIfThere(ownerFile(home))?.split(' ') ?? [];
  if (!started || processStart(Number(pid)) !== started) return;
  throw new Error(
    `The PostgreSQL in ${cluster} is already running: process ${pid} started it. ` +
      'Stop that one first, or use another state folder.',
  );
}

async function endProcesses(cluster: string, signal: NodeJS.Signals, limitMs: number): Promise<void> {
  const deadline = Date.now() + limitMs;
  for (const pid of processesIn(cluster)) signalIfAlive(pid, signal);
  while (processesIn(cluster).length > 0 && Date.now() < deadline) await sleep(POLL_MS);
}

/** Every PostgreSQL process works in its cluster folder: this also finds backends whose postmaster was killed. */
function processesIn(cluster: string): number[] {
  const folder = realpathIfThere(cluster);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && workingFolder(name) === folder)
    .map(Number);
}

function realpathIfThere(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function workingFolder(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    // Another account's process, or one that has just ended.
    return undefined;
  }
}

function signalIfAlive(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended between the look and the signal.
  }
}

function ownerFile(home: string): string {
  return join(home, 'owner');
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
