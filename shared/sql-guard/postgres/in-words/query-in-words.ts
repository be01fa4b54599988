import { onlyStatement } from '../../check-statement.ts';
import { bare, isNode, listOf, type Node, nodesOfKind, ofKind } from '../parse-tree.ts';
import { conditionWords, expressionWords } from './expression-words.ts';
import { listed } from './listed.ts';

const LONGEST = 1_200;

/**
 * What a statement does, in plain words, told from its parse tree: no model has a hand in it, so it says what will
 * run. For people who read no SQL, approvers among them.
 */
export async function queryInWords(sql: string): Promise<string> {
  const words = selectWords((await onlyStatement(sql)).tree);
  return words.length > LONGEST ? `${words.slice(0, LONGEST - 1)}…` : words;
}

function selectWords(select: Node): string {
  const named = nodesOfKind(bare(select.withClause, 'WithClause')?.ctes, 'CommonTableExpr');
  const steps = named.map(
    ({ ctename, ctequery }) =>
      `First, as ${String(ctename)}: ${bodyWords(bare(ctequery, 'SelectStmt') ?? {})}`,
  );
  return [...steps, bodyWords(select)].join(' ');
}

const SETS: Readonly<Record<string, string>> = {
  SETOP_UNION: 'and also those of',
  SETOP_INTERSECT: 'that are also among those of',
  SETOP_EXCEPT: 'but for those of',
};

function bodyWords(select: Node): string {
  const set = SETS[String(select.op)];
  if (set) {
    const [left, right] = [select.larg, select.rarg].map((arg) => bodyWords(bare(arg, 'SelectStmt') ?? {}));
    return [`The rows of: ${left} — ${set}: ${right}`, ...endWords(select)].join(' ');
  }
  if (select.valuesLists) return 'Rows written out in the query itself.';
  return [shownWords(select), ...whereWords(select), ...groupWords(select), ...endWords(select)].join(' ');
}

function shownWords(select: Node): string {
  const columns = targets(select).map(({ val }) => expressionWords(val));
  const tables = listOf(select.fromClause).map(fromWords);
  const from = tables.length > 0 ? ` from ${listed(tables)}` : '';
  return `Shows ${select.distinctClause ? 'each different ' : ''}${listed(columns)}${from}.`;
}

const targets = (select: Node) => nodesOfKind(select.targetList, 'ResTarget');

const KEPT: Readonly<Record<string, string>> = {
  JOIN_LEFT: ', also where there is none of',
  JOIN_RIGHT: ', all of',
  JOIN_FULL: ', with or without',
};

function fromWords(item: unknown): string {
  const table = ofKind(item, 'RangeVar');
  if (table) return String(table.relname).replaceAll('_', ' ');
  const join = ofKind(item, 'JoinExpr');
  if (join)
    return `${fromWords(join.larg)}${KEPT[String(join.jointype)] ?? ' joined with'} ${fromWords(join.rarg)}`;
  const subquery = bare(ofKind(item, 'RangeSubselect')?.subquery, 'SelectStmt');
  if (!subquery) return 'a series made for the query';
  return `(${bodyWords(subquery).replace(/\.$/, '')})`;
}

function whereWords({ whereClause }: Node): string[] {
  return whereClause ? [`Only rows where ${conditionWords(whereClause)}.`] : [];
}

function groupWords(select: Node): string[] {
  const groups = listOf(select.groupClause).map((group) => expressionWords(pointedAt(group, select)));
  return [
    ...(groups.length > 0 ? [`One row for each ${listed(groups)}.`] : []),
    ...(select.havingClause ? [`Only groups where ${conditionWords(select.havingClause)}.`] : []),
  ];
}

/** `GROUP BY 1` and `ORDER BY revenue` mean what the SELECT list computes there. */
function pointedAt(node: unknown, select: Node): unknown {
  const position = ofKind(node, 'A_Const')?.ival;
  if (isNode(position)) return targets(select)[Number(position.ival ?? 0) - 1]?.val ?? node;
  return node;
}

function endWords(select: Node): string[] {
  const orders = nodesOfKind(select.sortClause, 'SortBy');
  const by = orders.map(({ node, sortby_dir }) => {
    const direction = sortby_dir === 'SORTBY_DESC' ? 'largest or last first' : 'smallest or first first';
    return `${expressionWords(pointedAt(node, select))} (${direction})`;
  });
  const limit = select.limitCount ? expressionWords(select.limitCount) : undefined;
  const skipped = select.limitOffset ? expressionWords(select.limitOffset) : undefined;
  return [
    ...(by.length > 0 ? [`Ordered by ${by.join(', then ')}.`] : []),
    ...(limit
      ? [
          `${limit === '1' ? 'The first row only' : `The first ${limit} rows`}${skipped ? `, ${skipped} left out before them` : ''}.`,
        ]
      : []),
  ];
}
