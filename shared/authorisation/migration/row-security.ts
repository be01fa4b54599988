import type { RowFilter } from '../../contracts/policy.ts';
import { idOf, type PlannedLogin } from './plan-logins.ts';
import type { DatabaseState, Relation } from './postgres-database-state.ts';
import { comment, quoteName, quoteText } from './quote.ts';

/** Of whoever could read a table before its rows were filtered. */
const KEEP = 'inquery_keep';

/** Row-level security on every table that some policy filters; where it is on already, logins need a policy to see. */
export function rowSecurity(logins: readonly PlannedLogin[], { relations }: DatabaseState): string[] {
  const filtered = new Set(logins.flatMap(({ policy }) => policy.rowFilters.map(({ table }) => table)));
  const ours = new Set(logins.map(({ role }) => role));
  return relations
    .filter((relation) => relation.inSource && (relation.rowSecurity || filtered.has(idOf(relation))))
    .flatMap((relation) => [
      ...enable(relation, ours),
      ...logins.flatMap((login) => policiesFor(login, relation)),
    ]);
}

/** Once enabled, a role without a policy sees no row: those that had privileges keep all they had. */
function enable(relation: Relation, ours: ReadonlySet<string>): string[] {
  if (relation.rowSecurity) return [];
  const others = relation.grantees.filter((role) => !ours.has(role));
  return [
    comment(`Rows of ${idOf(relation)}: whoever had privileges on it keeps them all.`),
    ...(others.length > 0
      ? [
          `DROP POLICY IF EXISTS ${KEEP} ON ${nameOf(relation)};`,
          `CREATE POLICY ${KEEP} ON ${nameOf(relation)} TO ${others.map(quoteName).join(', ')} USING (true) WITH CHECK (true);`,
        ]
      : []),
    `ALTER TABLE ${nameOf(relation)} ENABLE ROW LEVEL SECURITY;`,
  ];
}

/**
 * The filter twice over: the permissive policy lets rows through, the restrictive one holds back what policies of
 * others, such as one for PUBLIC, would let through. The server runs equal filters once.
 */
function policiesFor({ policy, role, values, grants }: PlannedLogin, relation: Relation): string[] {
  if (!grants.some((grant) => grant.relation === relation)) return [];
  const filters = policy.rowFilters.filter(({ table }) => table === idOf(relation));
  const using =
    filters.length > 0 ? filters.map((filter) => condition(filter, values)).join(' AND ') : 'true';
  const on = `ON ${nameOf(relation)}`;
  return [
    `DROP POLICY IF EXISTS ${quoteName(`${role}_sees`)} ${on};`,
    `DROP POLICY IF EXISTS ${quoteName(`${role}_only`)} ${on};`,
    `CREATE POLICY ${quoteName(`${role}_sees`)} ${on} FOR SELECT TO ${quoteName(role)} USING (${using});`,
    `CREATE POLICY ${quoteName(`${role}_only`)} ${on} AS RESTRICTIVE FOR SELECT TO ${quoteName(role)} USING (${using});`,
  ];
}

/** Literals only: what reads a setting or the current user can be changed by a statement. */
function condition(filter: RowFilter, values: Readonly<Record<string, string>>): string {
  const column = quoteName(filter.column);
  if ('attribute' in filter) return `${column} = ${quoteText(values[filter.attribute] ?? '')}`;
  const [schema = '', name = ''] = filter.references.table.split('.');
  return `${column} IN (SELECT r.${quoteName(filter.references.column)} FROM ${quoteName(schema)}.${quoteName(name)} r)`;
}

const nameOf = ({ schema, name }: Relation) => `${quoteName(schema)}.${quoteName(name)}`;
