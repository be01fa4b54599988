import { type CatalogTable, tableId } from '../../contracts/catalog.ts';
import type { SourceConfiguration } from '../../contracts/configuration.ts';
import { filterAttributes, type Policy } from '../../contracts/policy.ts';
import { hidesNothing } from '../authorise.ts';
import { policyLogin } from '../database-login.ts';
import { isColumnVisible, isTableVisible } from '../policy-selection.ts';
import type { DatabaseState, Relation } from './postgres-database-state.ts';

type AttributeValues = Readonly<Record<string, string>>;

/** A login that a policy needs for one combination of attribute values, and what it gets. */
export interface PlannedLogin {
  readonly policy: Policy;
  readonly values: AttributeValues;
  readonly role: string;
  readonly secretName: string;
  readonly grants: readonly { readonly relation: Relation; readonly columns: readonly string[] }[];
}

/** Every login of a source's policies, `more` combinations of values beside those configured. */
export function planLogins(
  sourceName: string,
  source: Pick<SourceConfiguration, 'policies' | 'secretName'>,
  state: DatabaseState,
  more: readonly AttributeValues[],
): PlannedLogin[] {
  return source.policies
    .filter((policy) => !hidesNothing(policy))
    .flatMap((policy) => {
      const grants = grantsOf(policy, state);
      return combinations(policy, more).map((values) => {
        const { role, secretName } = policyLogin(sourceName, source, policy, values);
        return { policy, values, role, secretName, grants };
      });
    });
}

function combinations(policy: Policy, more: readonly AttributeValues[]): AttributeValues[] {
  const attributes = filterAttributes(policy);
  if (attributes.length === 0) return [{}];
  const fitting = more.filter((values) => Object.keys(values).sort().join() === attributes.join());
  const all = [...policy.logins, ...fitting].map((values) =>
    attributes.map((name) => [name, values[name] ?? '']),
  );
  return [...new Map(all.map((values) => [JSON.stringify(values), Object.fromEntries(values)])).values()];
}

function grantsOf(policy: Policy, { relations, server }: DatabaseState) {
  const grants = relations.flatMap((relation) => {
    if (!relation.inSource || !isTableVisible(policy, idOf(relation))) return [];
    const columns = relation.columns.filter((column) => isColumnVisible(policy, idOf(relation), column));
    return columns.length > 0 ? [{ relation, columns }] : [];
  });
  for (const { relation } of grants) requireFilterable(policy, relation, server.version);
  for (const problem of missing(policy, grants)) throw new Error(`Policy ${policy.name}: ${problem}`);
  return grants;
}

/** Refuses what would show a login more than its policy says. */
function requireFilterable(policy: Policy, { kind, ...relation }: Relation, version: number): void {
  const what = `Policy ${policy.name}: ${idOf(relation)}`;
  if (policy.rowFilters.length > 0 && (kind === 'm' || kind === 'f')) {
    throw new Error(
      `${what} is a ${kind === 'm' ? 'materialised view' : 'foreign table'}, whose rows cannot be filtered.`,
    );
  }
  if (kind === 'v' && policy.rowFilters.some(({ table }) => table === idOf(relation))) {
    throw new Error(`${what} is a view: filter the tables it reads.`);
  }
  if (kind === 'v' && version < 15) {
    throw new Error(
      `${what} is a view, which reads with its owner's rights before PostgreSQL 15: leave it out.`,
    );
  }
}

/** What the policy names and the database has not, or not for this policy: a typing error would show too much. */
function missing(
  policy: Policy,
  grants: readonly { relation: Relation; columns: readonly string[] }[],
): string[] {
  const granted = new Map(grants.map(({ relation, columns }) => [idOf(relation), { relation, columns }]));
  const named = policy.tables && 'allow' in policy.tables ? policy.tables.allow : [];
  const absent = [...named, ...Object.keys(policy.columns)].filter((table) => !granted.has(table));
  const filters = policy.rowFilters.flatMap((filter) => {
    const own = granted.get(filter.table)?.relation.columns.includes(filter.column);
    const other =
      !('references' in filter) ||
      granted.get(filter.references.table)?.columns.includes(filter.references.column);
    return [
      ...(own ? [] : [`${filter.table} has no column ${filter.column}.`]),
      ...(other ? [] : ['a row filter needs a column of another table that the policy does not show.']),
    ];
  });
  return [...absent.map((table) => `there is no table ${table}.`), ...filters];
}

export const idOf = (relation: Pick<CatalogTable, 'schema' | 'name'>) => tableId(relation);
