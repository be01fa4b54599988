import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolder } from '../make-folder.ts';
import { processStart } from '../process-start.ts';

const LOCK = 'stack.lock';
/** How long others that start at this moment are waited for: they only look, and write one line. */
const TURN_MS = 10_000;

/** Another stack runs on the same folder. */
export class StackIsRunning extends Error {
  constructor(dir: string, pid: number) {
    super(`A stack is running on ${dir} already (process ${pid}). Stop it first.`);
    this.name = 'StackIsRunning';
  }
}

export interface FolderLock {
  /** Lets other programs find the API of the stack that has the folder. */
  publish(url: string): void;
  release(): void;
}

/**
 * Takes the folder, made when absent, for this process and returns its lock; throws StackIsRunning when a living
 * process has it, and FolderUnusable. A lock whose process is gone, as after kill -9, is taken over.
 */
export function lockFolder(dir: string): FolderLock {
  makeFolder(dir);
  const path = join(dir, LOCK);
  const owner = `${process.pid} ${processStart(process.pid) ?? ''}`;
  const own = `${path}.${process.pid}`;
  try {
    writeFileSync(own, owner);
    oneAtATime(`${path}.turn`, () => {
      refuseRunningStack(dir);
      renameSync(own, path);
    });
  } finally {
    rmSync(own, { force: true });
  }
  return {
    publish: (url) => {
      writeFileSync(own, `${owner} ${url}`);
      renameSync(own, path);
    },
    release: () => rmSync(path, { force: true }),
  };
}

/** Of those that start at once nobody looks while another writes: SQLite's lock of a file ends with its process. */
function oneAtATime(path: string, work: () => void): void {
  const turn = new DatabaseSync(path, { timeout: TURN_MS });
  try {
    turn.exec('BEGIN EXCLUSIVE');
    work();
  } finally {
    turn.close();
  }
}

/**
 * The stack that has the folder; its URL is missing while it starts, or when it is
 * not for others. Undefined when no living process has it.
 */
export function runningStack(dir: string): { readonly url?: string } | undefined {
  const { pid, start, url } = readLock(join(dir, LOCK));
  return isHeld(pid, start) ? { ...(url && { url }) } : undefined;
}

/** Throws StackIsRunning when a living process has the folder. */
export function refuseRunningStack(dir: string): void {
  const { pid, start } = readLock(join(dir, LOCK));
  if (isHeld(pid, start)) throw new StackIsRunning(dir, pid);
}

function readLock(path: string): { pid: number; start?: string; url?: string } {
  try {
    const [pid, start, url] = readFileSync(path, 'utf8').split(' ');
    return { pid: Number(pid), ...(start && { start }), ...(url && { url }) };
  } catch {
    return { pid: 0 };
  }
}

/** Without /proc nobody can tell when a process started: any living one with that id has it. */
function isHeld(pid: number, start: string | undefined): boolean {
  return isAlive(pid) && processStart(pid) === start;
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return Object(error).code === 'EPERM';
  }
}
