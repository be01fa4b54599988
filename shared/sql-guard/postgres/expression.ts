import { unsafe } from '../verdict.ts';
import { TAKES_ROWS } from './allowed-functions.ts';
import { checkCall, checkExponent, refuseLarge } from './check-call.ts';
import {
  checkJsonPath,
  checkPattern,
  checkPatternOperator,
  constantText,
  takesPattern,
} from './check-pattern.ts';
import type { Place } from './environment.ts';
import {
  bare,
  builtInName,
  isNode,
  listOf,
  type Node,
  namesOf,
  ofKind,
  stringOf,
  tagged,
} from './parse-tree.ts';
import { fieldOf } from './row-of.ts';
import { findColumn, findRelation, type Relation } from './scope.ts';
import { volumeOfCall } from './series.ts';
import { sizeOf } from './size-of.ts';
import { repeatedWork } from './volume.ts';

/**
 * Checks an expression and everything below it: columns, subqueries, calls. `rows` says whether a whole row may
 * stand here: only where its value goes to plain data or straight out.
 */
export function visit(value: unknown, place: Place, rows = false): void {
  const node = tagged(value);
  if (!node) {
    if (isNode(value)) visitFields(value, place);
    return;
  }
  const rule = RULES[node.kind];
  if (rule) rule(node.fields, place, rows);
  else visitFields(node.fields, place);
}

export function visitAll(values: unknown, place: Place, rows = false): void {
  for (const value of listOf(values)) visit(value, place, rows);
}

type Rule = (fields: Node, place: Place, rows: boolean) => void;

function visitFields(fields: Node, place: Place): void {
  for (const value of Object.values(fields)) {
    if (Array.isArray(value)) visitAll(value, place);
    else visit(value, place);
  }
}

const RULES: Readonly<Record<string, Rule>> = {
  ColumnRef: visitColumn,
  SubLink: visitSubquery,
  FuncCall: visitCall,
  A_Expr: visitOperator,
  A_Indirection: (fields, place, rows) => {
    visit(fields.arg, place, true);
    for (const step of listOf(fields.indirection)) visit(step, place);
    if (listOf(fields.indirection).some((step) => ofKind(step, 'A_Star'))) {
      throw unsafe('whole-row', '(…).*', '(…).* may stand in the SELECT list only');
    }
    if (fieldOf(fields, place)?.row && !rows) refuseRow('(…)');
  },
  NullTest: ({ arg }, place) => visit(arg, place, true),
  // Any row may become text.
  TypeCast: ({ arg, typeName }, place) => {
    const type = builtInName(bare(typeName, 'TypeName')?.names) ?? '';
    if (type === 'jsonpath') checkJsonPath(constantText(arg));
    visit(arg, place, type === 'text' || type === 'varchar');
  },
  RowExpr: ({ args }, place) => {
    for (const arg of listOf(args)) if (!visitStar(arg, place)) visit(arg, place);
  },
  JsonFuncExpr: (fields, place) => {
    checkJsonPath(constantText(fields.pathspec));
    visitFields(fields, place);
  },
};

const isStar = (fields: unknown) => ofKind(listOf(fields).at(-1), 'A_Star') !== undefined;

/** Checks `t.*` where it stands for the columns one by one; false when the value is something else. */
export function visitStar(value: unknown, place: Place): boolean {
  const fields = ofKind(value, 'ColumnRef')?.fields;
  if (!isStar(fields)) return false;
  const names = listOf(fields).flatMap((part) => stringOf(part) ?? []);
  const relations = names.length > 0 ? [findRelation(place.scope, names)] : place.scope.relations;
  for (const relation of relations) useRelation(relation, place);
  return true;
}

function useRelation(relation: Relation, place: Place): void {
  place.uses.add(relation.id);
  if (!relation.partial) return;
  const name = relation.name ?? '';
  throw unsafe('hidden-columns', name, `${name} has columns you may not see: name the columns you need`);
}

function refuseRow(name: string): never {
  throw unsafe(
    'whole-row',
    name,
    `the whole row ${name} may not be used here: name a column, or write to_jsonb(${name})`,
  );
}

function visitColumn({ fields }: Node, place: Place, rows: boolean): void {
  const names = listOf(fields).flatMap((part) => stringOf(part) ?? []);
  const found = isStar(fields)
    ? { relation: findRelation(place.scope, names) }
    : findColumn(place.scope, names);
  if ('relation' in found) {
    useRelation(found.relation, place);
    if (found.relation.composite && !rows) refuseRow(names.join('.'));
    return;
  }
  for (const id of found.column.origins) place.uses.add(id);
  if (found.column.row && !rows) refuseRow(names.join('.'));
}

function visitSubquery(fields: Node, place: Place, rows: boolean): void {
  const { subLinkType, testexpr, subselect, operName } = fields;
  if (takesPattern(operName)) checkPattern(undefined);
  visit(testexpr, place, true);
  const select = ofKind(subselect, 'SelectStmt');
  if (!select) throw unsafe('construct', 'subquery', 'a subquery must be a SELECT');
  const result = place.statement.resolveQuery(select, place.scope, place.queries);
  place.statement.subqueries.set(select, result);
  for (const id of result.uses) place.uses.add(id);
  if (result.uses.size > 0)
    place.repeated.push({ id: place.statement.nextId(), volume: repeatedWork(result) });
  const givesValue = subLinkType === 'EXPR_SUBLINK' || subLinkType === 'ARRAY_SUBLINK';
  const mayBeRow = givesValue && (!rows || subLinkType === 'ARRAY_SUBLINK');
  if (mayBeRow && result.columns?.[0]?.row) refuseRow(result.columns[0].name);
}

function visitCall(fields: Node, place: Place): void {
  const name = builtInName(fields.funcname) ?? '';
  const { args, agg_order, agg_filter, over } = fields;
  const direct = listOf(args).map((arg) => ofKind(arg, 'NamedArgExpr')?.arg ?? arg);
  visitAll(direct, place, TAKES_ROWS.has(name));
  visitAll(agg_order, place);
  visit(agg_filter, place);
  visit(over, place);
  checkCall(name, listOf(args), place);
  const volume = volumeOfCall(name, direct, place);
  if (volume.rows > 1 || volume.tables > 0) place.repeated.push({ id: place.statement.nextId(), volume });
}

const COMPARISON = /^(=|<>|<|>|<=|>=)$/;

function visitOperator(fields: Node, place: Place): void {
  const { name, kind, lexpr, rexpr } = fields;
  const operator = namesOf(name).at(-1) ?? '';
  const rows = COMPARISON.test(operator) && kind !== 'AEXPR_NULLIF';
  visitSide(lexpr, place, rows);
  visitSide(rexpr, place, rows);
  checkPatternOperator(fields);
  if (operator === '^') checkExponent(rexpr, place);
  if (operator === '||') refuseLarge(sizeOf({ A_Expr: fields }, place), '||');
}

function visitSide(side: unknown, place: Place, rows: boolean): void {
  if (Array.isArray(side)) visitAll(side, place, rows);
  else visit(side, place, rows);
}
