import type { GuardScope } from './guard-scope.ts';
import { checkShape } from './postgres/check-shape.ts';
import type { Statement } from './postgres/environment.ts';
import { type ParsedStatement, parsePostgres } from './postgres/parse-postgres.ts';
import { resolveQuery } from './postgres/select.ts';
import { sizeOf } from './postgres/size-of.ts';
import { Refusal, unsafe, type Verdict, verdictOf } from './verdict.ts';

/**
 * Lets exactly one reading SELECT (or VALUES, TABLE) pass. Fail-closed: every node, function, operator and type is
 * on a list of what is allowed, over the whole tree; every table and column is one the scope shows; what it makes
 * is bounded. Throws SqlSyntaxError, UnsafeSql, UnknownRelation or UnknownColumn.
 */
export async function checkPostgresStatement(sql: string, scope: GuardScope): Promise<void> {
  const { kind, tree } = await onlyStatement(sql);
  if (kind !== 'SelectStmt') throw unsafe('not-a-query', sql.trim(), 'it is not a SELECT');
  checkShape(kind, tree);
  resolveQuery(newStatement(scope), tree, undefined, new Map());
}

/** The same as a value. */
export const judgePostgresStatement = (sql: string, scope: GuardScope): Promise<Verdict> =>
  verdictOf(() => checkPostgresStatement(sql, scope));

/** The one statement of a text; throws when there is none or more. */
export async function onlyStatement(sql: string): Promise<ParsedStatement> {
  const [statement, second] = await parsePostgres(sql);
  if (!statement) throw new Refusal('syntax', '', 'There is no statement.');
  if (second) throw unsafe('multiple-statements', second.text, 'it is more than one statement');
  return statement;
}

function newStatement(guard: GuardScope): Statement {
  let id = 0;
  const statement: Statement = {
    guard,
    nextId: () => ++id,
    subqueries: new WeakMap(),
    sizeOf,
    resolveQuery: (select, outer, queries) => resolveQuery(statement, select, outer, queries),
  };
  return statement;
}
