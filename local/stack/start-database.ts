import { join } from 'node:path';
import { startPostgres } from '../postgres/start-postgres.ts';
import type { DatabaseLogin } from '../seed.ts';
import type { Closers } from './closers.ts';

/** The database that the sources' secrets point at: the sample on a PostgreSQL of ours, one given, or none. */
export type DatabaseChoice = 'sample' | 'none' | { readonly url: string };

/** The sources of the sample and the login its loader makes. */
const SAMPLE_SECRETS = ['inquery/northwind', 'inquery/nw_abbr'];
const SAMPLE_LOGIN = { dbname: 'sample', username: 'inquery_reader', password: 'inquery-local' };

export interface StackDatabase {
  /** Logins by the name of their secret. */
  readonly logins: Readonly<Record<string, DatabaseLogin>>;
  /** Superuser URL, when the server is ours. */
  readonly adminUrl?: string;
}

export async function startDatabase(
  choice: DatabaseChoice,
  dir: string,
  port: number,
  durable: boolean,
  closers: Closers,
  log: (line: string) => void,
): Promise<StackDatabase> {
  if (choice === 'none') return { logins: {} };
  if (choice !== 'sample') return { logins: loginsFor(loginFrom(choice.url)) };
  const server = await startPostgres({ dataDir: join(dir, 'postgres'), port, durable, log });
  closers.add(server.stop);
  return {
    logins: loginsFor({ host: '127.0.0.1', port: server.port, ...SAMPLE_LOGIN }),
    adminUrl: server.url,
  };
}

function loginsFor(login: DatabaseLogin): Record<string, DatabaseLogin> {
  return Object.fromEntries(SAMPLE_SECRETS.map((name) => [name, login]));
}

function loginFrom(url: string): DatabaseLogin {
  const { hostname, port, pathname, username, password } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 5432),
    dbname: decodeURIComponent(pathname.slice(1)),
    username: decodeURIComponent(username),
    password: decodeURIComponent(password),
  };
}
