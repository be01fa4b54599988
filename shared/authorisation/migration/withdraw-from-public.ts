import { idOf, type PlannedLogin } from './plan-logins.ts';
import type { DatabaseState, Relation } from './postgres-database-state.ts';
import { comment, quoteName } from './quote.ts';

/** Gets what PUBLIC loses; every role that was there before is a member. */
const FORMER_PUBLIC = 'inquery_former_public';

/**
 * Logins are part of PUBLIC, so what everybody may do they may do too. It moves to a group of all other roles:
 * for them nothing changes. Roles made later join the group when they need to.
 */
export function withdrawFromPublic(state: DatabaseState, logins: readonly PlannedLogin[]): string[] {
  const moved = [...database(state), ...relations(state), ...routines(state)];
  const ours = new Set(logins.map(({ role }) => role));
  const members = state.server.roles.filter(
    (role) => !ours.has(role) && !/^inquery_.*_[0-9a-f]{16}$/.test(role),
  );
  return [
    comment(
      `What PUBLIC may do, logins may do too: it moves to ${FORMER_PUBLIC}, a group of all other roles.`,
    ),
    'DO $$ BEGIN',
    `  IF NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = '${FORMER_PUBLIC}') THEN`,
    `    CREATE ROLE ${FORMER_PUBLIC} NOLOGIN;`,
    '  END IF;',
    'END $$;',
    ...(members.length > 0 ? [`GRANT ${FORMER_PUBLIC} TO ${members.map(quoteName).join(', ')};`] : []),
    ...moved,
    ...state.server.owners.flatMap(futureFunctions),
  ];
}

function database({ server }: DatabaseState): string[] {
  return [
    ...(server.publicTemporary ? move('TEMPORARY', `DATABASE ${quoteName(server.database)}`) : []),
    ...server.publicCreate.flatMap((schema) => move('CREATE', `SCHEMA ${quoteName(schema)}`)),
  ];
}

function relations({ relations: all }: DatabaseState): string[] {
  const columns = all.find(({ hasPublicColumns }) => hasPublicColumns);
  if (columns) throw new Error(`PUBLIC has privileges on columns of ${idOf(columns)}: revoke them first.`);
  return all
    .filter(({ publicPrivileges }) => publicPrivileges.length > 0)
    .flatMap((relation) => move(relation.publicPrivileges.join(', '), `TABLE ${nameOf(relation)}`));
}

/** A managed server does not let go of its own functions: it answers with a warning, and the rest goes on. */
function routines({ routines: all }: DatabaseState): string[] {
  return all.flatMap(({ signature }) => move('EXECUTE', `ROUTINE ${signature}`));
}

function futureFunctions(owner: string): string[] {
  const defaults = `ALTER DEFAULT PRIVILEGES FOR ROLE ${quoteName(owner)}`;
  return [
    `${defaults} REVOKE EXECUTE ON ROUTINES FROM PUBLIC;`,
    `${defaults} GRANT EXECUTE ON ROUTINES TO ${FORMER_PUBLIC};`,
  ];
}

function move(privileges: string, object: string): string[] {
  return [
    `GRANT ${privileges} ON ${object} TO ${FORMER_PUBLIC};`,
    `REVOKE ${privileges} ON ${object} FROM PUBLIC;`,
  ];
}

const nameOf = ({ schema, name }: Relation) => `${quoteName(schema)}.${quoteName(name)}`;
