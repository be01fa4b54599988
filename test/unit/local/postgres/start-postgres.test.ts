import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { keepRunning } from '../../../../local/postgres/keep-running.ts';
import { type RunningPostgres, startPostgres } from '../../../../local/postgres/start-postgres.ts';
import { postgresStateFolders } from '../../../../local/postgres/state-folders.ts';

describe('startPostgres', () => {
  let dataDir: string;
  let running: RunningPostgres[];

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'inquery-postgres-test-'));
    running = [];
  });

  afterEach(async () => {
    for (const server of running) await server.stop();
    for (const folder of postgresStateFolders(dataDir)) rmSync(folder, { recursive: true });
  });

  async function start(port = 0): Promise<RunningPostgres> {
    const server = await startPostgres({ dataDir, port, durable: false });
    running.push(server);
    return server;
  }

  it('answers on its URL as soon as it has started', async () => {
    const server = await start();

    expect(await ask(server.url, 'SELECT 1 + 1 AS sum')).toEqual([{ sum: 2 }]);
  });

  it('finds its data again after a stop', async () => {
    const first = await start();
    await ask(first.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    await first.stop();

    const second = await start();

    expect(await ask(second.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  it('starts after its server was killed, and keeps what was committed', async () => {
    const killed = await start();
    await ask(killed.url, 'CREATE TABLE kept AS SELECT 7 AS n');
    process.kill(killed.pid, 'SIGKILL');
    await untilGone(killed.pid);

    const server = await start();

    expect(await ask(server.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
  });

  it('is started again when it was killed, on the same port with what was committed, until it is stopped', async () => {
    const first = await start();
    const lines: string[] = [];
    const { promise: answersAgain, resolve } = Promise.withResolvers<void>();
    const kept = keepRunning(first, {
      log: (line) => lines.push(line) && line.includes('runs again') && resolve(),
    });
    try {
      await ask(kept.url, 'CREATE TABLE kept AS SELECT 7 AS n');
      process.kill(first.pid, 'SIGKILL');
      await answersAgain;

      expect(await ask(kept.url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
      expect(kept.pid()).not.toBe(first.pid);
    } finally {
      await kept.stop();
    }
    expect(isAlive(kept.pid())).toBe(false);
    expect(lines).toHaveLength(2);
  });

  it('refuses a second server on the same folder while the first runs', async () => {
    await start();

    await expect(start()).rejects.toThrow(`is already running: process ${process.pid} started it`);
  });

  it('gives the server its last words when it cannot start', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    // A TCP server that listens has an AddressInfo, never a pipe name.
    const { port } = other.address() as AddressInfo;

    await expect(start(port)).rejects.toThrow(/ended while it started[\s\S]*Address already in use/);

    other.close();
  });

  it('leaves no process behind when it stops', async () => {
    const server = await start();

    await server.stop();

    expect(isAlive(server.pid)).toBe(false);
  });

  it('keeps strangers out: a wrong password is refused', async () => {
    const server = await start();
    const stranger = server.url.replace(/:[^:@/]+@/, ':guess@');

    await expect(ask(stranger, 'SELECT 1')).rejects.toThrow('password authentication failed');
  });
});

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(10);
}
