import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const LOCK = 'stack.lock';

/** Another stack runs on the same folder. */
class StackIsRunning extends Error {
  constructor(dir: string, pid: number) {
    super(`A stack is running on ${dir} already (process ${pid}). Stop it first.`);
    this.name = 'StackIsRunning';
  }
}

/**
 * Takes the folder for this process and returns the way to give it back; throws StackIsRunning when a living
 * process has it. A lock whose process is gone, as after kill -9, is taken over.
 */
export function lockFolder(dir: string): () => void {
  mkdirSync(dir, { recursive: true });
  refuseRunningStack(dir);
  const path = join(dir, LOCK);
  writeFileSync(path, `${process.pid} ${startOf(process.pid) ?? ''}`);
  return () => rmSync(path, { force: true });
}

/** Throws StackIsRunning when a living process has the folder. */
export function refuseRunningStack(dir: string): void {
  const [pid, start] = readLock(join(dir, LOCK));
  if (pid !== undefined && isAlive(pid) && startOf(pid) === start) throw new StackIsRunning(dir, pid);
}

function readLock(path: string): [pid?: number, start?: string] {
  try {
    const [pid, start] = readFileSync(path, 'utf8').split(' ');
    return [Number(pid), start || undefined];
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    return pid > 0 && process.kill(pid, 0);
  } catch (error) {
    return Object(error).code === 'EPERM';
  }
}

/** When a process started, in the kernel's ticks: tells a reused process id from the one that took the lock. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19];
  } catch {
    return undefined;
  }
}
