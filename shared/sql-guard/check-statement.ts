import { InqueryError } from '../platform/inquery-error.ts';
import { ALLOWED_NODES, BARE_FIELDS } from './allowed-nodes.ts';
import { NAME_CHECKS } from './check-names.ts';
import { checkRelation, type GuardScope } from './check-relation.ts';
import { parsePostgres } from './parse-postgres.ts';
import { isNode, type Node, unwrap } from './parse-tree.ts';
import { unsafe } from './unsafe.ts';

/**
 * Lets exactly one reading SELECT (or VALUES, TABLE) pass. Fail-closed: every node, function, operator, type and
 * relation is on a list of what is allowed, over the whole tree. Throws SqlSyntaxError, UnsafeSql or
 * UnknownRelation.
 */
export async function checkPostgresStatement(sql: string, scope: GuardScope): Promise<void> {
  const statements = await parsePostgres(sql);
  const [statement] = statements;
  if (!statement) throw new InqueryError('SqlSyntaxError', 'There is no statement.');
  if (statements.length > 1) throw unsafe('more than one statement');
  if (statement.kind !== 'SelectStmt') throw unsafe('a statement that is not a SELECT');
  checkNode(statement.kind, statement.tree, { scope, ctes: new Set() });
}

interface Walk {
  readonly scope: GuardScope;
  /** Names that WITH gives where the walk stands: a bare reference to one is not a table. */
  readonly ctes: ReadonlySet<string>;
}

function checkNode(kind: string, node: unknown, walk: Walk): void {
  if (!ALLOWED_NODES.has(kind)) throw unsafe(`${kind} is not allowed`);
  if (!isNode(node)) return;
  NAME_CHECKS[kind]?.(node);
  if (kind === 'RangeVar') checkRelation(node, walk.scope, walk.ctes);
  const { withClause, ...rest } = node;
  checkFields(rest, isNode(withClause) ? checkWith(withClause, walk) : walk);
}

/** A query of WITH sees those before it; under RECURSIVE all of them, itself too. The body sees all. */
function checkWith({ ctes, recursive }: Node, walk: Walk): Walk {
  const queries = Array.isArray(ctes) ? ctes : [];
  const seen = new Set(recursive ? [...walk.ctes, ...queries.map(commonTableName)] : walk.ctes);
  for (const query of queries) {
    checkItem(query, { ...walk, ctes: new Set(seen) });
    seen.add(commonTableName(query));
  }
  return { ...walk, ctes: seen };
}

function commonTableName(query: unknown): string {
  const { CommonTableExpr: expression } = isNode(query) ? query : {};
  return isNode(expression) ? String(expression.ctename ?? '') : '';
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

/** A field holds a node either with its kind around it or, for the fields listed, bare. */
function checkField(field: string, value: Node, walk: Walk): void {
  const wrapped = unwrap(value);
  const kind = wrapped?.kind ?? (Object.hasOwn(BARE_FIELDS, field) ? BARE_FIELDS[field] : undefined);
  if (kind === undefined) throw unsafe(`${field} is not allowed`);
  checkNode(kind, wrapped ? wrapped.node : value, walk);
}
