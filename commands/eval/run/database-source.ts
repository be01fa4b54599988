import pg from 'pg';
import type { DatabaseLogin } from '../../../local/seed.ts';
import { loginFrom } from '../../../local/stack/start-database.ts';

/** A database that questions are put to, as a source of the stack. */
export interface DatabaseSource {
  readonly name: string;
  readonly url: string;
  readonly login: DatabaseLogin;
  readonly tls: 'verify-full' | 'disable';
  readonly schemas: readonly string[];
}

const SCHEMAS = `
  SELECT DISTINCT n.nspname AS schema
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
    AND has_schema_privilege(n.oid, 'USAGE')
  ORDER BY 1`;
const LONGEST_NAME = 60;

/** The URL with each database's name in place of `{db}`. */
export function urlFor(template: string, db: string | undefined): string {
  if (!template.includes('{db}')) return template;
  if (db === undefined) throw new Error('The URL has {db}, but a question of the suite names no db.');
  return template.replaceAll('{db}', encodeURIComponent(db));
}

/** Looks at a database; throws, without its password, when it cannot be asked. */
export async function databaseSource(name: string, url: string): Promise<DatabaseSource> {
  const login = loginOf(url);
  const schemas = await schemasOf(url).catch((cause: unknown) => {
    throw new Error(`The database ${login.dbname} at ${login.host}:${login.port} cannot be asked`, { cause });
  });
  if (schemas.length === 0)
    throw new Error(`The database ${login.dbname} has no tables that ${login.username} sees.`);
  return { name, url, login, tls: tlsOf(url), schemas };
}

function loginOf(url: string): DatabaseLogin {
  if (!/^postgres(ql)?:\/\//.test(url) || !URL.canParse(url)) {
    throw new Error('--url takes postgres://login:password@host:port/{db}.');
  }
  return loginFrom(url);
}

/** As our own connections do it: verified, except on this machine or where the URL says so. */
function tlsOf(url: string): DatabaseSource['tls'] {
  const { hostname, searchParams } = new URL(url);
  const isNear = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  return isNear || searchParams.get('sslmode') === 'disable' ? 'disable' : 'verify-full';
}

async function schemasOf(connectionString: string): Promise<string[]> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    const { rows } = await client.query<{ schema: string }>(SCHEMAS);
    return rows.map(({ schema }) => schema);
  } finally {
    await client.end();
  }
}

/** A source's name for each database: what the configuration allows in a name, and no two the same. */
export function sourceNames(databases: readonly string[]): Map<string, string> {
  const taken = new Set<string>();
  return new Map(
    databases.map((database) => {
      const plain = database.toLowerCase().replace(/[^a-z0-9_-]/g, '_');
      const base = (/^[a-z]/.test(plain) ? plain : `db_${plain}`).slice(0, LONGEST_NAME - 4);
      let name = base;
      for (let at = 2; taken.has(name); at++) name = `${base}_${at}`;
      taken.add(name);
      return [database, name];
    }),
  );
}
