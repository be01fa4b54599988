import { unsafe } from '../verdict.ts';
import type { Place } from './environment.ts';
import { visit, visitStar } from './expression.ts';
import { holdsCollection } from './is-aggregated.ts';
import { isBulk } from './is-bulk.ts';
import { isInteger } from './is-integer.ts';
import { originsOf } from './origins-of.ts';
import { bare, listOf, type Node, namesOf, ofKind, stringOf, tagged } from './parse-tree.ts';
import { quantityOf } from './quantity-of.ts';
import { isOpaque, rowOf } from './row-of.ts';
import { type Column, findRelation } from './scope.ts';
import { sizeOf } from './size-of.ts';

/** PostgreSQL's own limit of a SELECT list. */
const MOST_COLUMNS = 1_664;

/** Checks a SELECT list and gives its columns; undefined where a `*` hides them. */
export function outputColumns(
  targets: unknown,
  place: Place,
  all: readonly Column[] | undefined,
): readonly Column[] | undefined {
  const parts = listOf(targets).map((target) => {
    const fields = ofKind(target, 'ResTarget');
    return fields ? outputsOf(fields, place, all) : [];
  });
  const columns = parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  if (columns && columns.length > MOST_COLUMNS) throw unsafe('construct', '', 'it gives too many columns');
  return columns;
}

function outputsOf(
  target: Node,
  place: Place,
  all: readonly Column[] | undefined,
): readonly Column[] | undefined {
  const { val } = target;
  if (visitStar(val, place)) return starColumns(val, place, all);
  const row = starOfRow(val, place);
  if (row) return row;
  visit(val, place, true);
  return [describe(String(target.name ?? figuredName(val)), val, place)];
}

function starColumns(
  value: unknown,
  place: Place,
  all: readonly Column[] | undefined,
): readonly Column[] | undefined {
  const fields = listOf(ofKind(value, 'ColumnRef')?.fields);
  if (fields.length === 1) return all;
  return findRelation(place.scope, namesOf(fields.slice(0, -1))).columns;
}

/** `(row).*` stands for the row's columns. */
function starOfRow(value: unknown, place: Place): readonly Column[] | undefined {
  const { arg, indirection } = ofKind(value, 'A_Indirection') ?? {};
  const steps = listOf(indirection);
  if (!ofKind(steps.at(-1), 'A_Star')) return undefined;
  const inner = steps.length === 1 ? arg : { A_Indirection: { arg, indirection: steps.slice(0, -1) } };
  visit(inner, place, true);
  const row = rowOf(inner, place);
  if (!row) throw unsafe('possible-call', '(…).*', 'the columns of (…).* are not known');
  return row;
}

/** A column of what an expression gives. */
export function describe(name: string, value: unknown, place: Place): Column {
  return {
    name,
    row: rowOf(value, place),
    opaque: isOpaque(value, place),
    size: sizeOf(value, place) * (holdsCollection(value) ? (place.collected?.rows ?? 1) : 1),
    bulk: isBulk(value, place),
    quantity: quantityOf(value, place),
    integer: isInteger(value, place),
    origins: originsOf(value, place),
  };
}

/** The name PostgreSQL itself gives a column that has no alias. */
export function figuredName(value: unknown): string {
  const node = tagged(value);
  return (node && FIGURES[node.kind]?.(node.fields)) ?? '?column?';
}

const FIGURES: Readonly<Record<string, (fields: Node) => string | undefined>> = {
  ColumnRef: ({ fields }) =>
    listOf(fields)
      .flatMap((part) => stringOf(part) ?? [])
      .at(-1),
  A_Indirection: ({ arg, indirection }) =>
    listOf(indirection)
      .flatMap((part) => stringOf(part) ?? [])
      .at(-1) ?? figuredName(arg),
  FuncCall: ({ funcname }) => namesOf(funcname).at(-1),
  A_Expr: ({ kind }) => (kind === 'AEXPR_NULLIF' ? 'nullif' : undefined),
  TypeCast: ({ arg, typeName }) => {
    const inner = figuredName(arg);
    return inner === '?column?' ? namesOf(bare(typeName, 'TypeName')?.names).at(-1) : inner;
  },
  CollateClause: ({ arg }) => figuredName(arg),
  GroupingFunc: () => 'grouping',
  SubLink: ({ subLinkType, subselect }) => {
    if (subLinkType === 'EXISTS_SUBLINK') return 'exists';
    if (subLinkType === 'ARRAY_SUBLINK') return 'array';
    const target = listOf(ofKind(subselect, 'SelectStmt')?.targetList)[0];
    const { name, val } = ofKind(target, 'ResTarget') ?? {};
    return subLinkType === 'EXPR_SUBLINK' ? String(name ?? figuredName(val)) : undefined;
  },
  CaseExpr: ({ defresult }) => {
    const name = figuredName(defresult);
    return name === '?column?' ? 'case' : name;
  },
  A_ArrayExpr: () => 'array',
  RowExpr: () => 'row',
  CoalesceExpr: () => 'coalesce',
  MinMaxExpr: ({ op }) => (op === 'IS_LEAST' ? 'least' : 'greatest'),
  SQLValueFunction: ({ op }) =>
    String(op)
      .replace(/^SVFOP_/, '')
      .replace(/_N$/, '')
      .toLowerCase(),
  JsonObjectConstructor: () => 'json_object',
  JsonArrayConstructor: () => 'json_array',
  JsonObjectAgg: () => 'json_objectagg',
  JsonArrayAgg: () => 'json_arrayagg',
  JsonFuncExpr: ({ op }) => String(op).replace(/_OP$/, '').toLowerCase(),
};
