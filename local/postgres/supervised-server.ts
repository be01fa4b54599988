import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { ServerAccount } from './server-account.ts';
import { serverEnvironment } from './server-environment.ts';

const LOG_LINES_KEPT = 40;
const STOP_LIMIT_MS = 10_000;

/**
 * Starts the server under a shell that also watches our end of a pipe: when we are gone, even by
 * SIGKILL, the pipe closes and the server gets a fast shutdown. It prints the server's process id.
 */
const SUPERVISOR = `
exec 3<&0
"$@" </dev/null 3<&- &
server=$!
(read -r _ || kill -INT $server) <&3 >/dev/null 2>&1 &
watcher=$!
echo $server
exec 3<&- >/dev/null
wait $server
code=$?
kill $watcher 2>/dev/null
exit $code
`;

type Shell = ChildProcessByStdio<Writable, Readable, Readable>;

export interface SupervisedServer {
  readonly pid: number;
  /** Resolves to false when the server has ended, wanted or not, and nobody is left who writes to its log. */
  readonly exited: Promise<false>;
  /** Resolves when the server has ended; some of its processes may still be about to. */
  readonly ended: Promise<void>;
  /** Whether the server has ended, wanted or not. */
  hasExited(): boolean;
  lastLogLines(): string;
  /** Fast shutdown; the server is killed when that takes longer than ten seconds. */
  stop(): Promise<void>;
}

/** Runs one server process in a session of its own, so that Ctrl-C in our terminal does not reach it. */
export async function superviseServer(
  command: readonly string[],
  cwd: string,
  account: ServerAccount | undefined,
): Promise<SupervisedServer> {
  const shell = spawn('/bin/sh', ['-c', SUPERVISOR, 'sh', ...command], {
    cwd,
    detached: true,
    env: serverEnvironment(),
    stdio: ['pipe', 'pipe', 'pipe'],
    ...(account && { uid: account.uid, gid: account.gid }),
  });
  const logLines = keepLastLines(shell.stderr);
  const exited = new Promise<false>((resolve) => shell.once('close', () => resolve(false)));
  const ended = new Promise<void>((resolve) => shell.once('exit', () => resolve()));
  // The server may end before we close its pipe; its exit tells, not the broken pipe.
  shell.stdin.on('error', () => {});
  const pid = await printedProcessId(shell);
  const hasExited = () => shell.exitCode !== null || shell.signalCode !== null;
  return {
    pid,
    exited,
    ended,
    hasExited,
    lastLogLines: () => logLines.join('\n'),
    stop: async () => {
      shell.stdin.end();
      const kill = setTimeout(() => !hasExited() && process.kill(pid, 'SIGKILL'), STOP_LIMIT_MS);
      await exited;
      clearTimeout(kill);
    },
  };
}

function keepLastLines(log: Readable): string[] {
  const lines: string[] = [];
  createInterface({ input: log }).on('line', (line) => {
    lines.push(line);
    if (lines.length > LOG_LINES_KEPT) lines.shift();
  });
  return lines;
}

function printedProcessId(shell: Shell): Promise<number> {
  return new Promise((resolve, reject) => {
    createInterface({ input: shell.stdout }).once('line', (line) => resolve(Number(line)));
    shell.once('error', (cause) => reject(new Error('PostgreSQL could not be started', { cause })));
  });
}
