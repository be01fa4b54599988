import { findTable, type GuardScope, type GuardTable } from '../guard-scope.ts';
import { Refusal, unsafe } from '../verdict.ts';
import { checkNames } from '../visible-names.ts';
import { ALLOWED_FUNCTIONS, ALLOWED_NODES, ALLOWED_TYPES } from './allowed.ts';
import { parseAthena, type TrinoNode } from './athena-parser.ts';
import { checkBounds } from './check-bounds.ts';
import { checkJoins } from './check-joins.ts';
import { checkTables } from './check-tables.ts';
import { childrenOf, kindOf, namesOf, nodesOf } from './tree.ts';

/**
 * Lets exactly one reading query of Athena (Trino's grammar) pass, by the same principle as for PostgreSQL. Throws
 * SqlSyntaxError, UnsafeSql, UnknownRelation or UnknownColumn.
 */
export async function checkAthenaStatement(sql: string, scope: GuardScope): Promise<void> {
  const tree = await parseAthena(sql);
  // The grammar lets statements follow one another without a semicolon.
  const [statement, second] = nodesOf(tree, 'SingleStatementContext');
  if (!statement) throw new Refusal('syntax', '', 'There is no statement.');
  if (second) throw unsafe('multiple-statements', second.getText(), 'it is more than one statement');
  const [only] = childrenOf(statement);
  if (!only || kindOf(only) !== 'StatementDefaultContext')
    throw unsafe('not-a-query', '', 'it is not a SELECT');
  checkNodes(tree);
  const tables = checkTables(tree, (name) => findTable(scope, name), scope.tables !== undefined);
  checkColumns(tree, scope, tables);
  for (const query of nodesOf(tree, 'QuerySpecificationContext')) checkJoins(query);
  checkBounds(tree);
}

function checkNodes(node: TrinoNode): void {
  const kind = kindOf(node);
  if (kind !== '' && !ALLOWED_NODES.has(kind)) {
    const what = kind.replace(/Context$/, '');
    throw unsafe('construct', node.getText(), `${what} is not allowed`);
  }
  if (kind === 'FunctionCallContext') checkFunction(node);
  if (kind === 'GenericTypeContext' || kind === 'TypeConstructorContext') checkType(node);
  for (const child of childrenOf(node)) checkNodes(child);
}

function checkFunction(call: TrinoNode): void {
  const [named] = childrenOf(call);
  // RUNNING and FINAL stand before the name in row patterns only.
  const names = named && kindOf(named) === 'FunctionNameContext' ? namesOf(named) : [];
  const [name = ''] = names;
  if (names.length === 1 && ALLOWED_FUNCTIONS.has(name)) return;
  const written = names.join('.') || call.getText();
  throw unsafe('function', written, `the function ${written} is not on the list of what a question may use`);
}

function checkType(type: TrinoNode): void {
  const [named] = childrenOf(type);
  const name = named ? (namesOf(named)[0] ?? named.getText().toLowerCase()) : '';
  if (!ALLOWED_TYPES.has(name)) {
    throw unsafe('type', name, `the type ${name} is not on the list of what a question may use`);
  }
}

const NAMING = [
  'ColumnAliasesContext',
  'SelectExpressionColumnNameContext',
  'SelectItemContext',
  'LambdaContext',
];

/** Names with points between; a field of a call's value is no column, and what stands in the call is asked for itself. */
const isPlainName = (node: TrinoNode) => /^[\w".]+$/.test(node.getText());

function checkColumns(tree: TrinoNode, scope: GuardScope, tables: ReadonlyMap<string, GuardTable>): void {
  const asked = ['ColumnReferenceContext', 'ColumnRefContext', 'DereferenceContext'].flatMap((kind) =>
    [...nodesOf(tree, kind)].filter(isPlainName).map(namesOf),
  );
  checkNames(scope, {
    tables: [...tables.values()],
    aliases: tables,
    given: namesGiven(tree),
    asked: asked.filter((names) => names.length > 0),
    hasStar: /\*/.test(
      [...nodesOf(tree, 'SelectAllWithoutTableContext'), ...nodesOf(tree, 'TableAllColumnsContext')]
        .map((star) => star.getText())
        .join(''),
    ),
  });
}

/** Names the query gives: aliases of columns and relations, columns of WITH and UNNEST, parameters of lambdas. */
function namesGiven(tree: TrinoNode): ReadonlySet<string> {
  const given = new Set<string>();
  for (const kind of NAMING) for (const node of nodesOf(tree, kind)) addGiven(kind, node, given);
  for (const kind of ['AliasedRelationContext', 'NamedQueryContext']) {
    for (const node of nodesOf(tree, kind)) {
      for (const child of childrenOf(node))
        if (/IdentifierContext$/.test(kindOf(child))) given.add(namesOf(child)[0] ?? '');
    }
  }
  return given;
}

const AS_ALIAS = /(?:ColumnName|Identifier|NonReserved)Context$/;

function addGiven(kind: string, node: TrinoNode, given: Set<string>): void {
  if (kind === 'ColumnAliasesContext') for (const name of namesOf(node)) given.add(name);
  if (kind === 'LambdaContext') {
    for (const child of childrenOf(node))
      if (AS_ALIAS.test(kindOf(child))) given.add(namesOf(child)[0] ?? '');
  }
  if (!kind.startsWith('Select')) return;
  const [value, ...rest] = childrenOf(node);
  const alias = rest.findLast((child) => AS_ALIAS.test(kindOf(child)));
  const name = alias && namesOf(alias)[0];
  // A column under its own name is not thereby known.
  if (value && name && namesOf(value).join('.') !== name) given.add(name);
}
