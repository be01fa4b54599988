import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { FromHost, HostedFunction, ToHost } from './host-protocol.ts';

const PROGRAM = fileURLToPath(new URL('./function-host.ts', import.meta.url));

export interface HostResult {
  readonly payload: string;
  readonly failed: boolean;
}

/** A host's child process ended while it ran an invocation. */
class HostExited extends Error {
  constructor(how: string) {
    super(how);
    this.name = 'HostExited';
  }
}

/** One child process that runs functions. */
export interface HostProcess {
  readonly pid: number;
  /** Rejects with HostExited when the process ends before it answers. */
  invoke(functionName: string, requestId: string, payload: string): Promise<HostResult>;
  isLoaded(functionName: string): boolean;
  /** Ends it at once; resolves when it is gone. */
  kill(): Promise<void>;
}

export interface HostOptions {
  readonly functions: readonly HostedFunction[];
  readonly environment: Readonly<Record<string, string>>;
  /** Options of Node itself. */
  readonly nodeOptions: readonly string[];
  /** Gets the functions' standard output and error, and which of the two of which process it comes from. */
  readonly onOutput: (chunk: Buffer, stream: object) => void;
  readonly onExit: () => void;
}

interface Waiting {
  resolve(result: HostResult): void;
  reject(error: Error): void;
}

export function startHostProcess(options: HostOptions): HostProcess {
  const { functions, environment, nodeOptions, onOutput, onExit } = options;
  const child = fork(PROGRAM, [], {
    env: environment,
    execArgv: ['--disable-warning=ExperimentalWarning', ...nodeOptions],
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const waiting = new Map<number, Waiting>();
  const loaded = new Set<string>();
  const send = (message: ToHost) => child.send(message, () => undefined);
  let lastId = 0;
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => onOutput(chunk, stream));
  }
  child.on('message', (message) => {
    // Only our own program is at the other end of the pipe.
    const answer = message as FromHost;
    if (answer.type === 'loaded') loaded.add(answer.functionName);
    else waiting.get(answer.id)?.resolve(answer);
  });
  const gone = new Promise<void>((resolve) => {
    child.on('error', () => resolve());
    child.on('exit', (code, signal) => {
      const how = signal ? `signal: ${signal}` : `exit status ${code}`;
      for (const each of waiting.values()) each.reject(new HostExited(how));
      onExit();
      resolve();
    });
  });
  send({ type: 'host', functions });
  return {
    pid: child.pid ?? 0,
    isLoaded: (functionName) => loaded.has(functionName),
    invoke: (functionName, requestId, payload) => {
      lastId += 1;
      const id = lastId;
      const result = new Promise<HostResult>((resolve, reject) => waiting.set(id, { resolve, reject }));
      send({ type: 'invoke', id, functionName, requestId, payload });
      return result.finally(() => waiting.delete(id));
    },
    kill: () => {
      child.kill('SIGKILL');
      return gone;
    },
  };
}
