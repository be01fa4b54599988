import type { TextFilter } from '../../contracts/question-machine.ts';
import type { GuardTable } from '../guard-scope.ts';
import {
  bare,
  children,
  isNode,
  listOf,
  type Node,
  namesOf,
  nodesOfKind,
  ofKind,
  tagged,
} from './parse-tree.ts';

/** They travel with the SQL: more, or longer ones, are not looked into. */
const MOST_FILTERS = 5;
const MOST_LITERALS = 5;
const LONGEST_LITERAL = 100;

/** The tables that names stand for at one place, by alias or name. */
type Named = ReadonlyMap<string, GuardTable>;

/**
 * The conditions of a checked statement that compare a column with texts written in it: `=`, IN, LIKE and ILIKE, also
 * through lower() and upper(). Those that are negated or one of several alternatives say little about an empty
 * result and are left out.
 */
export function textFilters(tree: Node, tables: readonly GuardTable[]): TextFilter[] {
  const found: TextFilter[] = [];
  walk(tree, tables, new Map(), found);
  return found.slice(0, MOST_FILTERS);
}

function walk(value: unknown, tables: readonly GuardTable[], outer: Named, found: TextFilter[]): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, tables, outer, found);
    return;
  }
  const fields = tagged(value)?.fields ?? value;
  if (!isNode(fields)) return;
  const named = fields.fromClause ? new Map([...outer, ...namedIn(fields.fromClause, tables)]) : outer;
  for (const condition of [fields.whereClause, fields.quals].flatMap(conjuncts)) {
    const filter = filterOf(condition, named);
    if (filter) found.push(filter);
  }
  for (const child of children(fields)) walk(child, tables, named, found);
}

/** The parts of a condition that must all hold. */
function conjuncts(condition: unknown): unknown[] {
  if (condition === undefined) return [];
  const bool = ofKind(condition, 'BoolExpr');
  return bool?.boolop === 'AND_EXPR' ? listOf(bool.args).flatMap(conjuncts) : [condition];
}

function namedIn(from: unknown, tables: readonly GuardTable[]): [string, GuardTable][] {
  return listOf(from).flatMap((item): [string, GuardTable][] => {
    const join = ofKind(item, 'JoinExpr');
    if (join) return namedIn([join.larg, join.rarg], tables);
    const { relname, schemaname, alias } = ofKind(item, 'RangeVar') ?? {};
    const table = tables.find(
      ({ name, schema }) => name === relname && (schemaname === undefined || schema === schemaname),
    );
    const called = bare(alias, 'Alias')?.aliasname ?? relname;
    return table ? [[String(called), table]] : [];
  });
}

const MATCHES: Readonly<Record<string, TextFilter['match']>> = {
  AEXPR_OP: 'whole',
  AEXPR_IN: 'whole',
  AEXPR_LIKE: 'part',
  AEXPR_ILIKE: 'part-any-case',
};
/** The operators that these kinds have when they are not negated. */
const OPERATORS: ReadonlySet<string> = new Set(['=', '~~', '~~*']);

function filterOf(condition: unknown, named: Named): TextFilter | undefined {
  const { kind, name, lexpr, rexpr } = ofKind(condition, 'A_Expr') ?? {};
  const match = MATCHES[String(kind)];
  if (!match || !OPERATORS.has(namesOf(name).at(-1) ?? '')) return undefined;
  const column = columnIn(lexpr, named) ?? columnIn(rexpr, named);
  const literals = textsIn(lexpr) ?? textsIn(rexpr);
  if (!column || !literals) return undefined;
  const texts = match === 'whole' ? literals : literals.map((text) => text.replace(/^%+|%+$/g, ''));
  // A pattern inside the text says which values match by more than what it is like.
  const isPlain = match === 'whole' || texts.every((text) => text !== '' && !/[%_\\]/.test(text));
  return isPlain ? { ...column, match, literals: texts } : undefined;
}

type FoldedColumn = Pick<TextFilter, 'table' | 'column' | 'fold'>;

function columnIn(value: unknown, named: Named): FoldedColumn | undefined {
  const call = ofKind(value, 'FuncCall');
  const fold = namesOf(call?.funcname).at(-1);
  if (call && (fold === 'lower' || fold === 'upper')) {
    const column = columnIn(listOf(call.args)[0], named);
    return column?.fold === 'none' ? { ...column, fold } : undefined;
  }
  const cast = ofKind(value, 'TypeCast');
  if (cast) return columnIn(cast.arg, named);
  const names = namesOf(ofKind(value, 'ColumnRef')?.fields);
  const [column = '', called] = names.toReversed();
  const table = called === undefined ? tableWith(column, named) : named.get(called);
  if (!table?.columns.some(({ name }) => name === column)) return undefined;
  return { table: [table.schema, table.name].filter(Boolean).join('.'), column, fold: 'none' };
}

/** The one table that an unqualified column can be of. */
function tableWith(column: string, named: Named): GuardTable | undefined {
  const owners = new Set(
    [...named.values()].filter(({ columns }) => columns.some(({ name }) => name === column)),
  );
  const [owner] = owners;
  return owners.size === 1 ? owner : undefined;
}

/** The texts that stand there; undefined when anything else does, or too much. */
function textsIn(value: unknown): string[] | undefined {
  const items = Array.isArray(value) ? value : (listOf(ofKind(value, 'List')?.items) as unknown[]);
  const constants = items.length > 0 ? items : [value];
  const texts = nodesOfKind(constants.map(withoutCast), 'A_Const').flatMap(({ sval }) => {
    const text = isNode(sval) ? sval.sval : undefined;
    return typeof text === 'string' && text.length <= LONGEST_LITERAL ? [text] : [];
  });
  const isAll = texts.length > 0 && texts.length === constants.length && texts.length <= MOST_LITERALS;
  return isAll ? texts : undefined;
}

const withoutCast = (value: unknown): unknown => ofKind(value, 'TypeCast')?.arg ?? value;
