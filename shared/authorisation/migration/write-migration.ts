import { idOf, type PlannedLogin } from './plan-logins.ts';
import type { DatabaseState, Relation } from './postgres-database-state.ts';
import { comment, quoteName, quoteText } from './quote.ts';
import { rowSecurity } from './row-security.ts';
import { withdrawFromPublic } from './withdraw-from-public.ts';

export interface MigrationOptions {
  readonly source: string;
  readonly schemas: readonly string[];
  readonly logins: readonly PlannedLogin[];
  readonly state: DatabaseState;
}

/** The SQL that makes a source's logins and gives each exactly what its policy shows. May be run again. */
export function writeMigration(options: MigrationOptions): string {
  const { schemas, logins, state } = options;
  const sections = [
    header(options),
    ['BEGIN;', "SET LOCAL search_path = '';", 'SET LOCAL standard_conforming_strings = on;'],
    withdrawFromPublic(state, logins),
    invokerViews(logins),
    ...logins.map((login) => [
      comment(`Policy ${login.policy.name}${valuesOf(login)}`),
      ...createRole(login.role),
      ...grants(login, schemas, state.server.database),
    ]),
    rowSecurity(logins, state),
    ...logins.map(({ role }) => pinSettings(role, schemas)),
    ['COMMIT;'],
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function header({ source, logins, state }: MigrationOptions): string[] {
  return [
    comment(`Logins for the policies of the source ${source} in the database ${state.server.database}.`),
    comment(
      'Written by npm run policies for the database as it was then. Review it, run it as the owner of the tables,',
    ),
    comment(
      'then give each login a password (psql: \\password) and put it into the secret beside it, in the form',
    ),
    comment(
      '{"host", "port", "dbname", "username", "password"}. A login without its secret refuses its principals.',
    ),
    ...logins.map((login) => comment(`  ${login.role}  ${login.secretName}${valuesOf(login)}`)),
  ];
}

function valuesOf({ values }: PlannedLogin): string {
  const pairs = Object.entries(values).map(([name, value]) => `${name} = ${value}`);
  return pairs.length > 0 ? `, ${pairs.join(', ')}` : '';
}

/** A view reads with its owner's rights otherwise, past the grants and filters of who asks. */
function invokerViews(logins: readonly PlannedLogin[]): string[] {
  const views = logins.flatMap(({ grants: granted }) => granted.map(({ relation }) => relation));
  const open = new Map(
    views
      .filter(({ kind, securityInvoker }) => kind === 'v' && !securityInvoker)
      .map((view) => [idOf(view), view]),
  );
  if (open.size === 0) return [];
  return [
    comment(
      'Views read with the rights of who asks. Other roles that use them need those of the tables beneath too.',
    ),
    ...[...open.values()].map((view) => `ALTER VIEW ${nameOf(view)} SET (security_invoker = true);`),
  ];
}

/** Refuses a role that was given more since: such a role could step around all that follows. */
function createRole(role: string): string[] {
  const name = quoteText(role);
  return [
    'DO $$ BEGIN',
    `  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = ${name}) THEN`,
    `    CREATE ROLE ${quoteName(role)} LOGIN NOINHERIT;`,
    '  END IF;',
    `  IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = ${name}`,
    '    AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls))',
    '    OR EXISTS (SELECT FROM pg_catalog.pg_auth_members m JOIN pg_catalog.pg_roles r ON r.oid = m.member',
    `      WHERE r.rolname = ${name}) THEN`,
    `    RAISE EXCEPTION 'The role % has attributes or memberships it must not have.', ${name};`,
    '  END IF;',
    'END $$;',
  ];
}

/** Columns by name, also where all are shown: one that is added later is not seen before it is granted. */
function grants(
  { role, grants: granted }: PlannedLogin,
  schemas: readonly string[],
  database: string,
): string[] {
  const to = quoteName(role);
  const inSchemas = schemas.map(quoteName).join(', ');
  return [
    `REVOKE ALL ON ALL TABLES IN SCHEMA ${inSchemas} FROM ${to};`,
    `GRANT CONNECT ON DATABASE ${quoteName(database)} TO ${to};`,
    `GRANT USAGE ON SCHEMA ${inSchemas} TO ${to};`,
    ...granted.map(
      ({ relation, columns }) =>
        `GRANT SELECT (${columns.map(quoteName).join(', ')}) ON TABLE ${nameOf(relation)} TO ${to};`,
    ),
  ];
}

/** Where a login begins; only temp_file_limit is out of its own reach afterwards. */
function pinSettings(role: string, schemas: readonly string[]): string[] {
  const settings = {
    default_transaction_read_only: 'on',
    search_path: ['pg_catalog', ...schemas].map(quoteName).join(', '),
    statement_timeout: "'30s'",
    lock_timeout: "'5s'",
    idle_in_transaction_session_timeout: "'60s'",
    row_security: 'on',
  };
  const alter = `ALTER ROLE ${quoteName(role)} SET`;
  return [
    ...Object.entries(settings).map(([name, value]) => `${alter} ${name} = ${value};`),
    'DO $$ BEGIN',
    `  ${alter} temp_file_limit = '256MB';`,
    'EXCEPTION WHEN insufficient_privilege THEN',
    "  RAISE WARNING 'temp_file_limit is not this account''s to set: set it for the whole server.';",
    'END $$;',
  ];
}

const nameOf = ({ schema, name }: Relation) => `${quoteName(schema)}.${quoteName(name)}`;
