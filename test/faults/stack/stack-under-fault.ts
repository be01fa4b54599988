import { type ChildProcess, fork } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  FromStack,
  type StackOrder,
  type StackPlaces,
  type StackSettings,
  type ToStack,
} from './stack-protocol.ts';

const PROGRAM = fileURLToPath(new URL('./stack-process.ts', import.meta.url));
const CLOCK = new URL('./clock-shift.ts', import.meta.url).href;
const ORDER_MS = 60_000;

/** A local stack in a process group of its own, which can be killed whole and started again on what it left. */
export interface StackUnderFault {
  /** Throws while it does not run. */
  places(): StackPlaces;
  start(): Promise<void>;
  /** SIGKILL to the stack and all its function hosts at once. */
  kill(): Promise<void>;
  /** In an orderly way; the process is gone afterwards. */
  stop(): Promise<void>;
  order(order: StackOrder): Promise<unknown>;
  /** How its process ended without being told to, since this was last asked. */
  takeOwnEnds(): readonly string[];
}

export interface StackUnderFaultOptions extends StackSettings {
  /** What it says is appended to it. */
  readonly logFile: string;
  /** What the clock of all its processes is read from. */
  readonly clockFile: string;
}

interface Running {
  readonly child: ChildProcess;
  readonly gone: Promise<void>;
  readonly waiting: Map<number, (answer: FromStack & { type: 'done' }) => void>;
  places?: StackPlaces;
  isWanted: boolean;
}

export function createStackUnderFault({
  logFile,
  clockFile,
  ...given
}: StackUnderFaultOptions): StackUnderFault {
  const clockEnvironment = { CLOCK_SHIFT_FILE: clockFile };
  const settings = {
    ...given,
    environment: { ...given.environment, ...clockEnvironment, NODE_OPTIONS: `--import ${CLOCK}` },
  };
  mkdirSync(dirname(logFile), { recursive: true });
  const ends: string[] = [];
  let running: Running | undefined;
  let lastId = 0;
  const placed = (): StackPlaces => {
    if (!running?.places) throw new Error('The stack does not run');
    return running.places;
  };
  const end = async (signal: (it: Running) => void) => {
    const ending = running;
    if (!ending) return;
    ending.isWanted = false;
    signal(ending);
    await ending.gone;
    running = undefined;
  };
  return {
    places: placed,
    takeOwnEnds: () => ends.splice(0),
    start: async () => {
      const started = launch(logFile, clockEnvironment, (how) => ends.push(how));
      running = started;
      await new Promise<void>((resolve, reject) => {
        started.child.on('message', (message) => {
          if (takeMessage(started, FromStack.parse(message))) resolve();
        });
        started.gone.then(() => reject(new Error(`The stack ended before it was ready; see ${logFile}`)));
        tell(started, { type: 'start', settings });
      });
    },
    kill: () => end(({ child }) => process.kill(-(child.pid ?? 0), 'SIGKILL')),
    stop: () => end((it) => tell(it, { type: 'stop' })),
    order: async (order) => {
      if (!running?.places) throw new Error('The stack does not run');
      lastId += 1;
      return answerOf(running, lastId, order);
    },
  };
}

function launch(
  logFile: string,
  clock: Readonly<Record<string, string>>,
  onOwnEnd: (how: string) => void,
): Running {
  const log = createWriteStream(logFile, { flags: 'a' });
  const child = fork(PROGRAM, [], {
    detached: true,
    env: { ...process.env, ...clock },
    execArgv: ['--disable-warning=ExperimentalWarning', '--import', CLOCK],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  child.stdout?.pipe(log);
  child.stderr?.pipe(log);
  const gone = new Promise<void>((resolve) => {
    child.once('exit', (code, signal) => {
      if (running.isWanted) onOwnEnd(signal ?? `exit status ${code}`);
      for (const answer of running.waiting.values())
        answer({ type: 'done', id: 0, value: null, error: 'gone' });
      resolve();
    });
  });
  const running: Running = { child, gone, waiting: new Map(), isWanted: true };
  child.on('message', (message) => {
    const told = FromStack.parse(message);
    if (told.type === 'log') log.write(`${told.line}\n`);
  });
  return running;
}

/** True once the stack is ready. */
function takeMessage(running: Running, message: FromStack): boolean {
  if (message.type === 'done') running.waiting.get(message.id)?.(message);
  if (message.type === 'ready') running.places = message.places;
  return message.type === 'ready';
}

function answerOf(running: Running, id: number, order: StackOrder): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The stack did not carry out ${order.do}`)), ORDER_MS);
    running.waiting.set(id, ({ value, error }) => {
      clearTimeout(late);
      running.waiting.delete(id);
      if (error === undefined) resolve(value);
      else reject(new Error(`${order.do}: ${error}`));
    });
    tell(running, { type: 'order', id, order });
  });
}

function tell({ child }: Running, message: ToStack): void {
  child.send(message, () => undefined);
}
