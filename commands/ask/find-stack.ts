import { setTimeout as delay } from 'node:timers/promises';
import { runningStack, StackIsRunning } from '../../local/stack/lock-file.ts';
import { readPort } from '../../local/stack/ports.ts';
import { STATE_DIR } from '../../local/state-dir.ts';

const LOOK_EVERY_MS = 100;

export interface UsedStack {
  readonly url: string;
  /** Stops the stack if it was started for this run. */
  release(): Promise<void>;
}

/** The stack that has this folder, wherever its API is, the one at PORT, or one started for this run. */
export async function findStack(log: (line: string) => void): Promise<UsedStack> {
  const port = readPort(process.env.PORT);
  const url = await urlInUse(STATE_DIR, `http://127.0.0.1:${port}`, log);
  if (url) return { url, release: async () => undefined };
  log('No stack is running; starting one for this question…');
  // Loaded only now: a running stack is answered from much sooner.
  const { startStack } = await import('../../local/stack.ts');
  try {
    const stack = await startStack({ dir: STATE_DIR, port, database: 'sample', shared: false, log });
    return { url: stack.url, release: stack.stop };
  } catch (error) {
    if (!(error instanceof StackIsRunning)) throw error;
    // Another program was quicker.
    return findStack(log);
  }
}

async function urlInUse(
  dir: string,
  atPort: string,
  log: (line: string) => void,
): Promise<string | undefined> {
  let running = runningStack(dir);
  if (running && !running.url)
    log('A stack is starting, or answers another question and stops then; waiting for it…');
  while (running && !running.url) {
    await delay(LOOK_EVERY_MS);
    running = runningStack(dir);
  }
  return running?.url ?? ((await isStack(atPort)) ? atPort : undefined);
}

async function isStack(url: string): Promise<boolean> {
  try {
    const health: unknown = await (await fetch(`${url}/health`)).json();
    return Array.isArray(Object(health).checks);
  } catch {
    return false;
  }
}
