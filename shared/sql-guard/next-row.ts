import { onlyStatement } from './check-statement.ts';
import { bare, listOf, type Node, nodesOfKind, ofKind } from './postgres/parse-tree.ts';
import { isSame } from './wrap-statement.ts';

export interface NextRow {
  /** How many rows the statement asks for. */
  readonly count: number;
  /** The same statement, for the one row behind its last. */
  readonly sql: string;
  /** Which column of the result it is ordered by first. */
  readonly column: number;
}

/**
 * For a checked statement that ends in ORDER BY … LIMIT n: the one that gives row n + 1. Only the number behind LIMIT
 * is another, which is proven on the parse tree. Undefined for any other statement, and where the first thing it is
 * ordered by is no column of the result.
 */
export async function nextRow(sql: string): Promise<NextRow | undefined> {
  const { kind, tree, text } = await onlyStatement(sql);
  const column = kind === 'SelectStmt' ? firstOrdered(tree) : undefined;
  const limit = ofKind(tree.limitCount, 'A_Const');
  const count = numberOf(limit);
  if (column === undefined || count === undefined || tree.limitOffset) return undefined;
  if (tree.limitOption !== 'LIMIT_OPTION_COUNT') return undefined;
  const head = new RegExp(`^([\\s\\S]*\\bLIMIT\\s+)${count}$`, 'i').exec(text)?.[1];
  if (head === undefined) return undefined;
  const next = `${head}1 OFFSET ${count}`;
  return (await isRowBehind(next, count, tree)) ? { count, sql: next, column } : undefined;
}

/** Whether it is the same statement, for one row after so many. */
async function isRowBehind(sql: string, count: number, tree: Node): Promise<boolean> {
  const { limitOffset, limitCount, ...rest } = (await onlyStatement(sql)).tree;
  const [offset, limit] = [limitOffset, limitCount].map((value) => numberOf(ofKind(value, 'A_Const')));
  return offset === count && limit === 1 && isSame({ ...rest, limitCount: tree.limitCount }, tree);
}

/** The whole number that a constant is; undefined for any other constant. */
function numberOf(constant: Node | undefined): number | undefined {
  const value = bare(constant?.ival, 'Integer')?.ival;
  return typeof value === 'number' ? value : undefined;
}

/** The place in the result of what the rows are ordered by first: named by its alias, its number or its expression. */
function firstOrdered(tree: Node): number | undefined {
  const key = ofKind(listOf(tree.sortClause)[0], 'SortBy')?.node;
  const targets = nodesOfKind(tree.targetList, 'ResTarget');
  const number = numberOf(ofKind(key, 'A_Const'));
  // A star stands for any number of columns: no place behind it is known.
  const isPlain = targets.every(({ val }) => !JSON.stringify(val).includes('"A_Star"'));
  if (!key || !isPlain) return undefined;
  const at =
    number !== undefined ? number - 1 : targets.findIndex((target) => nameOf(target) === nameIn(key));
  const found = at >= 0 ? at : targets.findIndex(({ val }) => isSame(val, key));
  return found >= 0 && found < targets.length ? found : undefined;
}

const nameOf = ({ name }: Node) => (typeof name === 'string' ? name : undefined);

/** The name of a plain, unqualified reference; null, which no column is called, for anything else. */
function nameIn(key: unknown): string | null {
  const fields = listOf(ofKind(key, 'ColumnRef')?.fields);
  const name = fields.length === 1 ? ofKind(fields[0], 'String')?.sval : undefined;
  return typeof name === 'string' ? name : null;
}
