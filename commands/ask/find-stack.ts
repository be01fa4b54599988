import { readPort } from '../../local/stack/ports.ts';
import { STATE_DIR } from '../../local/state-dir.ts';

export interface UsedStack {
  readonly url: string;
  /** Stops the stack if it was started for this run. */
  release(): Promise<void>;
}

/** The stack that runs at PORT, or one started for this run. */
export async function findStack(log: (line: string) => void): Promise<UsedStack> {
  const port = readPort(process.env.PORT);
  const url = `http://127.0.0.1:${port}`;
  if (await isStack(url)) return { url, release: async () => undefined };
  log('No stack is running; starting one for this question…');
  // Loaded only now: a running stack is answered from much sooner.
  const { startStack } = await import('../../local/stack.ts');
  const stack = await startStack({ dir: STATE_DIR, port, database: 'sample', log });
  return { url: stack.url, release: stack.stop };
}

async function isStack(url: string): Promise<boolean> {
  try {
    const health: unknown = await (await fetch(`${url}/health`)).json();
    return Array.isArray(Object(health).checks);
  } catch {
    return false;
  }
}
