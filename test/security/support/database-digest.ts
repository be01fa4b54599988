import { Client } from 'pg';

/** Kept up to date by the server itself, whoever does what. */
const HOUSEKEEPING = [
  'relpages',
  'reltuples',
  'relallvisible',
  'relallfrozen',
  'relfrozenxid',
  'relminmxid',
  'relhasindex',
  'datfrozenxid',
  'datminmxid',
];

const RELATIONS = `
  SELECT c.oid::regclass::text AS name
  FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'm', 'S') AND n.nspname NOT LIKE 'pg\\_toast%' AND n.nspname NOT LIKE 'pg\\_temp%'
    AND c.relname NOT IN ('pg_statistic', 'pg_statistic_ext_data')
  ORDER BY 1`;

/** What no table shows: settings in files, replication slots, prepared transactions, locks that outlive a session. */
const OTHERS = {
  settings: 'SELECT name, setting, sourcefile FROM pg_file_settings',
  slots: 'SELECT slot_name FROM pg_replication_slots',
  transactions: 'SELECT gid FROM pg_prepared_xacts',
  locks: "SELECT objid FROM pg_locks WHERE locktype = 'advisory'",
  databases: 'SELECT datname FROM pg_database',
};

/** A digest of every table, sequence and system catalogue of a database, and of what lies beside them. */
export async function databaseDigest(adminUrl: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ name: string }>(RELATIONS);
    const queries = [
      ...rows.map(({ name }) => [name, `SELECT * FROM ${name}`] as const),
      ...Object.entries(OTHERS),
    ];
    const digests: Record<string, string> = {};
    for (const [name, query] of queries) digests[name] = await digestOf(client, query);
    return digests;
  } finally {
    await client.end();
  }
}

async function digestOf(client: Client, query: string): Promise<string> {
  const { rows } = await client.query<{ digest: string }>(
    `SELECT md5(coalesce(string_agg(line, '|' ORDER BY line), '')) AS digest
     FROM (SELECT (to_jsonb(t) - $1::text[])::text AS line FROM (${query}) t) lines`,
    [HOUSEKEEPING],
  );
  return rows[0]?.digest ?? '';
}
