import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Faults } from '../../../local/bedrock/faults.ts';
import { apiClient } from './client.ts';

const PROGRAM = fileURLToPath(import.meta.resolve('./stack-program.ts'));

/** An event that was put on the product's bus. */
export interface SeenEvent {
  readonly type: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

export interface StackProcess {
  readonly api: ReturnType<typeof apiClient>;
  /** What it has logged. */
  readonly lines: readonly string[];
  order(...order: Parameters<Faults['order']>): void;
  /** Waits until all faults that were ordered have been met. */
  faultsMet(): Promise<void>;
  /** SIGKILL: nothing is closed. */
  kill(): Promise<void>;
}

/** Starts a stack in a process of its own; `seen` gets the product's events of all that are given it. */
export async function startStackProcess(
  dir: string,
  databaseUrl: string,
  seen: SeenEvent[],
  /** Path of the document; the project's when absent. */
  configuration?: string,
): Promise<StackProcess> {
  const chosen = configuration === undefined ? [] : [configuration];
  const child = fork(PROGRAM, [dir, '0', databaseUrl, ...chosen], {
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const lines: string[] = [];
  let url: string | undefined;
  let remaining: number | undefined;
  child.on('message', (message) => {
    const { line, type, detail, ...told } = Object(message);
    if (line !== undefined) lines.push(line);
    if (type !== undefined) seen.push({ type, detail });
    url = told.url ?? url;
    remaining = told.remaining ?? remaining;
  });
  while (url === undefined) {
    if (hasEnded(child)) throw new Error(`The stack ended before it was ready: ${lines.join('\n')}`);
    await delay(20);
  }
  return {
    api: apiClient(url),
    lines,
    order: (order) => void child.send(order),
    faultsMet: async () => {
      for (remaining = undefined; remaining !== 0; await delay(20)) child.send('remaining');
    },
    kill: async () => {
      if (hasEnded(child)) return;
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
  };
}

const hasEnded = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null;
