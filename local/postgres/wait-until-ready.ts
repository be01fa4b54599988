import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { SupervisedServer } from './supervised-server.ts';

const POLL_MS = 15;
/** Recovery after a crash may take a while. */
const LIMIT_MS = 60_000;
/** Another program on the port may accept a connection and say nothing. */
const CONNECT_LIMIT_MS = 2_000;

/** Waits until the server answers on its URL; throws with its last log lines when it ends or takes too long. */
export async function waitUntilReady(server: SupervisedServer, url: string): Promise<void> {
  const deadline = Date.now() + LIMIT_MS;
  while (!server.hasExited() && Date.now() < deadline) {
    if (await Promise.race([answers(url), server.exited])) return;
    await sleep(POLL_MS);
  }
  const what = server.hasExited() ? 'ended while it started' : `was not ready after ${LIMIT_MS / 1000} s`;
  throw new Error(`PostgreSQL ${what}. Its last words:\n${server.lastLogLines()}`);
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: CONNECT_LIMIT_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    // Refused or "starting up" until it is ready.
    return false;
  }
}
