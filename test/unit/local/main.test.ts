import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { LOCAL_API_KEY } from '../../../local/api-key.ts';
import { temporaryFolder } from './support/temporary-folder.ts';

const MAIN = fileURLToPath(import.meta.resolve('../../../local/main.ts'));
const START_MS = 60_000;

let dir: string;
let main: ChildProcess | undefined;

beforeAll(async () => {
  dir = await temporaryFolder();
});

afterEach(() => void main?.kill('SIGKILL'));

/** Starts the program and waits for what it prints when it is ready, or for its end. */
async function start(environment: Record<string, string> = {}): Promise<string> {
  const child = spawn(process.execPath, [MAIN], {
    env: { ...process.env, NODE_OPTIONS: '', PORT: '0', INQUERY_DIR: dir, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  main = child;
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (printed += chunk));
  while (!printed.includes('Ctrl-C stops it') && child.exitCode === null) await delay(20);
  return printed;
}

/** The processes that this folder's stack has started, found by their variables or command line. */
function processesLeft(): string[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) =>
      [`/proc/${pid}/environ`, `/proc/${pid}/cmdline`].some((path) => readQuietly(path).includes(dir)),
    );
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

async function untilNoneLeft(): Promise<string[]> {
  const deadline = Date.now() + 10_000;
  while (processesLeft().length > 0 && Date.now() < deadline) await delay(50);
  return processesLeft();
}

/** The process of the server itself: the parent of each of its backends. */
async function serverProcess(connectionString: string): Promise<number> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  const { rows } = await client.query('SELECT pg_backend_pid() AS pid');
  const status = readQuietly(`/proc/${rows[0].pid}/status`);
  await client.end();
  return Number(/^PPid:\s+(\d+)$/m.exec(status)?.[1]);
}

async function killServer(connectionString: string): Promise<void> {
  process.kill(await serverProcess(connectionString), 'SIGKILL');
  const deadline = Date.now() + 20_000;
  while (Date.now() < deadline) {
    const pid = await serverProcess(connectionString).catch(() => undefined);
    if (pid !== undefined) return;
    await delay(50);
  }
}

async function ask(url: string): Promise<unknown> {
  const response = await fetch(`${url}/v1/questions`, {
    method: 'POST',
    headers: { 'x-api-key': LOCAL_API_KEY, 'content-type': 'application/json', prefer: 'wait=20' },
    body: JSON.stringify({ question: 'How many customers are there?' }),
  });
  return Object(await response.json()).status;
}

describe('npm start', () => {
  it(
    'prints a command that answers, also after PostgreSQL was killed, and Ctrl-C leaves no process behind',
    async () => {
      const printed = await start();
      const [, url = ''] = /API\s+(http:\S+)/.exec(printed) ?? [];
      const { status } = await fetch(`${url}/health`);
      await killServer(/PostgreSQL\s+(postgres:\S+)/.exec(printed)?.[1] ?? '');
      const asked = await ask(url);
      main?.kill('SIGINT');
      const [code] = main ? await once(main, 'exit') : [];
      expect([status, asked, printed.includes(`curl -s ${url}/v1/questions`), code, processesLeft()]).toEqual(
        [200, 'ANSWERED', true, 0, []],
      );
    },
    START_MS,
  );

  it(
    'killed at once takes its children along, and starts again on the same folder',
    async () => {
      await start();
      main?.kill('SIGKILL');
      const left = await untilNoneLeft();
      const again = await start();
      main?.kill('SIGTERM');
      if (main) await once(main, 'exit');
      expect([left, again.includes('Inquery is ready')]).toEqual([[], true]);
    },
    START_MS,
  );

  it(
    'says which folder another stack has',
    async () => {
      await start();
      const first = main;
      const printed = await start();
      first?.kill('SIGINT');
      if (first) await once(first, 'exit');
      expect([printed.includes(`A stack is running on ${join(dir)} already`), main?.exitCode]).toEqual([
        true,
        1,
      ]);
    },
    START_MS,
  );

  it('says what PORT may be', async () => {
    expect(await start({ PORT: 'http' })).toContain('PORT must be a number');
  });
});
