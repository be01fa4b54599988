import { InqueryError } from '../platform/inquery-error.ts';
import { ALLOWED_FUNCTIONS } from './allowed-functions.ts';
import { ALLOWED_BARE_FIELDS, ALLOWED_NODES } from './allowed-nodes.ts';
import { parsePostgres } from './parse-postgres.ts';

type Node = Readonly<Record<string, unknown>>;

/** What a reader may see: tables as schema.table. Undefined lets any table pass that is no system catalogue. */
export interface GuardScope {
  readonly tables?: ReadonlySet<string>;
}

/**
 * Lets exactly one reading SELECT (or VALUES, TABLE) pass. Fail-closed: every node, function and relation is on a
 * list of what is allowed, over the whole tree. Throws SqlSyntaxError, UnsafeSql or UnknownRelation.
 */
export async function checkPostgresStatement(sql: string, scope: GuardScope): Promise<void> {
  const statements = await parsePostgres(sql);
  const [statement] = statements;
  if (!statement) throw new InqueryError('SqlSyntaxError', 'There is no statement.');
  if (statements.length > 1) throw unsafe('more than one statement');
  if (statement.kind !== 'SelectStmt') throw unsafe('a statement that is not a SELECT');
  checkNode(statement.kind, statement.tree, { scope, ctes: commonTableNames(statement.tree) });
}

interface Walk {
  readonly scope: GuardScope;
  /** Names WITH gives inside this statement: a bare reference to one is not a table. */
  readonly ctes: ReadonlySet<string>;
}

function checkNode(kind: string, value: unknown, walk: Walk): void {
  if (!ALLOWED_NODES.has(kind)) throw unsafe(`${kind} is not allowed`);
  if (!isNode(value)) return;
  if (kind === 'FuncCall') checkFunction(value);
  if (kind === 'RangeVar') checkRelation(value, walk);
  checkFields(value, walk);
}

function checkFields(node: Node, walk: Walk): void {
  for (const [field, value] of Object.entries(node)) {
    if (Array.isArray(value)) for (const item of value) checkItem(item, walk);
    else if (isNode(value)) checkField(field, value, walk);
  }
}

function checkItem(item: unknown, walk: Walk): void {
  if (Array.isArray(item)) for (const nested of item) checkItem(nested, walk);
  else if (isNode(item)) for (const [kind, value] of Object.entries(item)) checkNode(kind, value, walk);
}

/** A field holds a node with its kind around it or, for the fields listed, bare. */
function checkField(field: string, value: Node, walk: Walk): void {
  const wrapped = Object.keys(value).every((key) => /^[A-Z]/.test(key));
  if (wrapped) checkItem(value, walk);
  else if (ALLOWED_BARE_FIELDS.has(field)) checkFields(value, walk);
  else throw unsafe(`${field} is not allowed`);
}

function checkFunction({ funcname }: Node): void {
  const names = stringsOf(funcname);
  const name = names.at(-1) ?? '';
  const qualified = names.length > 1 && !(names.length === 2 && names[0] === 'pg_catalog');
  if (qualified || !ALLOWED_FUNCTIONS.has(name))
    throw unsafe(`the function ${names.join('.')} is not allowed`);
}

function checkRelation({ catalogname, schemaname, relname }: Node, { scope, ctes }: Walk): void {
  const name = String(relname ?? '');
  if (schemaname === undefined && ctes.has(name)) return;
  if (catalogname !== undefined) throw unsafe('a table of another database');
  const schema = schemaname === undefined ? undefined : String(schemaname);
  if (isSystem(schema, name)) throw unsafe(`the system catalogue ${name}`);
  if (scope.tables && !isVisible(scope.tables, schema, name)) {
    throw new InqueryError(
      'UnknownRelation',
      `There is no table ${[schema, name].filter(Boolean).join('.')}.`,
    );
  }
}

function isSystem(schema: string | undefined, name: string): boolean {
  return schema === 'information_schema' || /^pg_/.test(schema ?? '') || (!schema && /^pg_/.test(name));
}

/** An unqualified name stands for a table when it is unique. */
function isVisible(tables: ReadonlySet<string>, schema: string | undefined, name: string): boolean {
  if (schema) return tables.has(`${schema}.${name}`);
  return [...tables].filter((table) => table.endsWith(`.${name}`)).length === 1;
}

function commonTableNames(value: unknown, names = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) commonTableNames(item, names);
  else if (isNode(value)) {
    if (typeof value.ctename === 'string') names.add(value.ctename);
    for (const field of Object.values(value)) commonTableNames(field, names);
  }
  return names;
}

function stringsOf(list: unknown): string[] {
  if (!Array.isArray(list)) return [];
  return list.map((item) => (isNode(item) && isNode(item.String) ? String(item.String.sval ?? '') : ''));
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unsafe(what: string): InqueryError {
  return new InqueryError('UnsafeSql', `This SQL was not run: ${what}.`);
}
