import { findTable, type GuardScope, type GuardTable } from '../guard-scope.ts';
import { Refusal, unsafe } from '../verdict.ts';
import { checkNames } from '../visible-names.ts';
import { ALLOWED_CUSTOM_TYPES, ALLOWED_FUNCTIONS, ALLOWED_KEYS, ALLOWED_TYPES } from './allowed.ts';
import { checkBounds } from './check-bounds.ts';
import { checkSelect } from './check-select.ts';
import { parseRedshift } from './polyglot-parser.ts';
import { isNode, type Node, nameOf, nodesOf, textOf } from './tree.ts';

const QUERIES = new Set(['select', 'union', 'intersect', 'except', 'values', 'subquery']);
const DEEPEST_TREE = 600;

/**
 * Lets exactly one reading query pass, by the same principle as for PostgreSQL. Throws SqlSyntaxError, UnsafeSql,
 * UnknownRelation or UnknownColumn.
 */
export async function checkRedshiftStatement(sql: string, scope: GuardScope): Promise<void> {
  const [statement, second] = await parseRedshift(sql);
  if (statement === undefined) throw new Refusal('syntax', '', 'There is no statement.');
  if (second !== undefined) throw unsafe('multiple-statements', '', 'it is more than one statement');
  const [kind = ''] = isNode(statement) ? Object.keys(statement) : [];
  if (!QUERIES.has(kind)) throw unsafe('not-a-query', kind, 'it is not a SELECT');
  checkKeys(statement, 0);
  const given = namesGiven(statement);
  const tables = checkTables(statement, scope, new Set());
  checkNames(scope, {
    tables: [...tables.values()],
    aliases: tables,
    given,
    asked: columnsAsked(statement),
    hasStar: [...nodesOf(statement, 'star')].length > 0,
  });
  for (const select of nodesOf(statement, 'select')) checkSelect(select);
  checkBounds(statement);
}

/** The parser leaves absent parts in the tree as null, false or an empty list. */
const isAbsent = (value: unknown) =>
  value === null || value === false || (Array.isArray(value) && value.length === 0);

const COMMENTS = /_comments$/;

function checkKeys(value: unknown, depth: number): void {
  if (depth > DEEPEST_TREE) throw unsafe('too-deep', '', 'it is nested too deeply');
  if (Array.isArray(value)) for (const item of value) checkKeys(item, depth + 1);
  if (!isNode(value)) return;
  for (const [key, part] of Object.entries(value)) {
    if (isAbsent(part) || COMMENTS.test(key) || key === 'span') continue;
    if (!ALLOWED_KEYS.has(key)) throw unsafe('construct', key, `${key} is not allowed`);
    if (isNode(part)) checkNamed(key, part);
    checkType(key, part, value);
    checkKeys(part, depth + 1);
  }
}

function checkNamed(kind: string, node: Node): void {
  if (kind !== 'function' && kind !== 'aggregate_function') return;
  const name = String(node.name ?? '')
    .toLowerCase()
    .replace(/^approximate /, '');
  if (!ALLOWED_FUNCTIONS.has(name) || node.quoted === true) {
    throw unsafe('function', name, `the function ${name} is not on the list of what a question may use`);
  }
}

function checkType(key: string, value: unknown, node: Node): void {
  if (key !== 'data_type') return;
  const custom = String(node.name ?? '').toLowerCase();
  if (ALLOWED_TYPES.has(String(value)) && (value !== 'custom' || ALLOWED_CUSTOM_TYPES.has(custom))) return;
  throw unsafe(
    'type',
    custom || String(value),
    `the type ${custom || value} is not on the list of what a question may use`,
  );
}

const SYSTEM = /^(pg_|stl_|stv_|svv_|svl_|svcs_|svcl_|sys_)/;
const SYSTEM_SCHEMA = /^(pg_.*|information_schema|sys)$/;

/** Tables by the names they are asked by. WITH gives names to the SELECT it stands in and to all below. */
function checkTables(value: unknown, scope: GuardScope, given: ReadonlySet<string>): Map<string, GuardTable> {
  const found = new Map<string, GuardTable>();
  if (Array.isArray(value)) for (const item of value) merge(found, checkTables(item, scope, given));
  if (!isNode(value)) return found;
  const inner = new Set([...given, ...withNames(value.with)]);
  for (const [key, part] of Object.entries(value)) {
    if (key === 'with') merge(found, checkWith(part, scope, given));
    else if (key === 'table' && isNode(part) && isNode(part.name))
      merge(found, checkTable(part, scope, inner));
    else merge(found, checkTables(part, scope, inner));
  }
  return found;
}

const merge = (into: Map<string, GuardTable>, more: ReadonlyMap<string, GuardTable>) => {
  for (const [name, table] of more) into.set(name, table);
};

const withNames = (clause: unknown): string[] =>
  isNode(clause) && Array.isArray(clause.ctes)
    ? clause.ctes.map((cte) => nameOf(isNode(cte) ? cte.alias : undefined))
    : [];

/** A query of WITH sees those before it; under RECURSIVE itself too. */
function checkWith(clause: unknown, scope: GuardScope, given: ReadonlySet<string>): Map<string, GuardTable> {
  const found = new Map<string, GuardTable>();
  const seen = new Set(given);
  const { ctes, recursive } = isNode(clause) ? clause : {};
  for (const cte of Array.isArray(ctes) ? ctes : []) {
    const name = nameOf(isNode(cte) ? cte.alias : undefined);
    merge(found, checkTables(cte, scope, recursive ? new Set([...seen, name]) : seen));
    seen.add(name);
  }
  return found;
}

function checkTable(table: Node, scope: GuardScope, given: ReadonlySet<string>): Map<string, GuardTable> {
  const [name, schema, catalog] = [nameOf(table.name), nameOf(table.schema), nameOf(table.catalog)];
  const alias = nameOf(table.alias) || name;
  if (!/^[\w$ -]+$/.test(name)) throw unsafe('construct', name, `${name} is no plain name of a table`);
  if (!schema && given.has(name)) return new Map();
  const isSystem = SYSTEM_SCHEMA.test(schema) || ((!schema || schema === 'pg_catalog') && SYSTEM.test(name));
  if (isSystem) throw unsafe('system-catalogue', name, `${name} is a system catalogue`);
  if (!scope.tables) return new Map();
  if (catalog) throw unsafe('other-database', name, `${name} is a table of another database`);
  const found = findTable(scope, { schema: schema || undefined, name });
  return found ? new Map([[alias, found]]) : new Map();
}

function columnsAsked(statement: unknown): string[][] {
  return [...nodesOf(statement, 'column')]
    .filter((column) => isNode(column.name))
    .map(({ table, name }) => [textOf(table), textOf(name)].filter((part) => part !== ''))
    .map((parts) => parts.flatMap((part) => part.split('.')));
}

/** Names the statement itself gives: aliases of columns and tables, columns of WITH. */
function namesGiven(statement: unknown): ReadonlySet<string> {
  const given = new Set<string>();
  for (const { this: value, alias } of nodesOf(statement, 'alias')) {
    const own = isNode(value) && isNode(value.column) ? nameOf(value.column.name) : undefined;
    // A column under its own name is not thereby known.
    if (value !== undefined && nameOf(alias) !== own) given.add(nameOf(alias));
  }
  for (const kind of ['table', 'subquery', 'ctes']) {
    for (const { alias } of nodesOf(statement, kind)) given.add(nameOf(alias));
  }
  for (const list of ['columns', 'column_aliases', 'expression']) {
    for (const named of nodesOf(statement, list)) given.add(nameOf(named));
  }
  return given;
}
