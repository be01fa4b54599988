import { join } from 'node:path';
import { keepRunning } from '../postgres/keep-running.ts';
import { startPostgres } from '../postgres/start-postgres.ts';
import { loadSampleDatabase } from '../sample-database/load-sample-database.ts';
import type { LoadProgress } from '../sample-database/load-schemas.ts';
import type { DatabaseLogin } from '../seed.ts';
import type { Closers } from './closers.ts';

/**
 * What the sources' secrets point at: the sample on a PostgreSQL of ours, one database given for its sources,
 * logins by the name of their secret, or nothing.
 */
export type DatabaseChoice =
  | 'sample'
  | 'none'
  | { readonly url: string }
  | { readonly logins: Readonly<Record<string, DatabaseLogin>> };

/** The secrets of the sources that ask the sample. */
const SAMPLE_SECRETS = ['inquery/northwind', 'inquery/nw_abbr'];

export interface StackDatabase {
  /** Logins by the name of their secret. */
  readonly logins: Readonly<Record<string, DatabaseLogin>>;
  /** What sources ask, as a URL; undefined when there is no database. */
  readonly url?: string;
  /** Superuser URL and process of the server, when it is ours: one that ends unasked is started again. */
  readonly server?: { readonly adminUrl: string; pid(): number; stop(): Promise<void> };
}

export interface DatabaseOptions {
  readonly choice: DatabaseChoice;
  readonly dir: string;
  readonly port: number;
  readonly durable: boolean;
  /** How many times Northwind's size the sample has. */
  readonly scale: number;
  readonly closers: Closers;
  readonly log: (line: string) => void;
}

export async function startDatabase(options: DatabaseOptions): Promise<StackDatabase> {
  const { choice } = options;
  if (choice === 'none') return { logins: {} };
  if (choice === 'sample') return startSample(options);
  return 'logins' in choice ? choice : { logins: loginsFor(choice.url), url: choice.url };
}

async function startSample({
  dir,
  port,
  durable,
  scale,
  closers,
  log,
}: DatabaseOptions): Promise<StackDatabase> {
  const started = await startPostgres({ dataDir: join(dir, 'postgres'), port, durable, log });
  const server = keepRunning(started, { log });
  closers.add(server.stop);
  const onProgress = progressLines(log);
  const { readerUrl } = await loadSampleDatabase({ adminUrl: server.url, scale, onProgress });
  return {
    logins: loginsFor(readerUrl),
    url: readerUrl,
    server: { adminUrl: server.url, pid: server.pid, stop: server.stop },
  };
}

/** One line a step, however many rows it reports. */
function progressLines(log: (line: string) => void): (progress: LoadProgress) => void {
  let last: string | undefined;
  return ({ step }) => {
    if (step !== last) log(`Loading the sample database: ${step}`);
    last = step;
  };
}

function loginsFor(url: string): Record<string, DatabaseLogin> {
  return Object.fromEntries(SAMPLE_SECRETS.map((name) => [name, loginFrom(url)]));
}

/** A PostgreSQL URL as a login. */
export function loginFrom(url: string): DatabaseLogin {
  const { hostname, port, pathname, username, password } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 5432),
    dbname: decodeURIComponent(pathname.slice(1)),
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}
