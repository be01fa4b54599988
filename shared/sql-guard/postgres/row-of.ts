import { unsafe } from '../verdict.ts';
import { FUNCTION_COLUMNS } from './allowed-functions.ts';
import { isPlainType } from './allowed-types.ts';
import type { Place } from './environment.ts';
import {
  bare,
  builtInName,
  children,
  isNode,
  listOf,
  type Node,
  namesOf,
  ofKind,
  stringOf,
  tagged,
} from './parse-tree.ts';
import { type Column, findColumn, NOMINAL_SIZE } from './scope.ts';

export const plainColumn = (name: string): Column => ({
  name,
  opaque: false,
  size: NOMINAL_SIZE,
  origins: new Set(),
});

/** The columns of an expression's value where that is a row whose columns are known. */
export function rowOf(value: unknown, place: Place): readonly Column[] | undefined {
  const node = tagged(value);
  return node && RULES[node.kind]?.(node.fields, place);
}

type Rule = (fields: Node, place: Place) => readonly Column[] | undefined;

const RULES: Readonly<Record<string, Rule>> = {
  ColumnRef: ({ fields }, { scope }) => {
    const names = namesOf(fields).filter(Boolean);
    const found = names.length > 0 ? findColumn(scope, names) : undefined;
    if (!found) return undefined;
    return 'column' in found ? found.column.row : found.columns;
  },
  FuncCall: ({ funcname }) => {
    const columns = FUNCTION_COLUMNS[builtInName(funcname) ?? ''];
    return columns && columns.length > 1 ? columns.map(plainColumn) : undefined;
  },
  SubLink: ({ subLinkType, subselect }, place) => {
    if (subLinkType !== 'EXPR_SUBLINK') return undefined;
    const select = ofKind(subselect, 'SelectStmt');
    return (select && place.statement.subqueries.get(select)?.columns)?.[0]?.row;
  },
  A_Indirection: (fields, place) => fieldOf(fields, place)?.row,
};

/** What `(row).name` stands for. Throws unless it is sure to be a column of the row, or an element of an array. */
export function fieldOf({ arg, indirection }: Node, place: Place): Column | undefined {
  let row = rowOf(arg, place);
  let column: Column | undefined;
  for (const step of listOf(indirection)) {
    const name = stringOf(step);
    if (name === undefined) {
      row = undefined;
      column = undefined;
      continue;
    }
    column = row?.find((candidate) => candidate.name === name);
    if (!column) throw unsafe('possible-call', `(…).${name}`, `(…).${name} may be the call of a function`);
    row = column.row;
  }
  return column;
}

/** A tsvector falls apart into rows. */
const GIVES_TSVECTOR = new Set([
  'array_to_tsvector',
  'setweight',
  'strip',
  'to_tsvector',
  'ts_delete',
  'ts_filter',
]);

/** Whether a value may be, or may hold, a row of a type that is not known here. */
export function isOpaque(value: unknown, place: Place): boolean {
  const node = tagged(value);
  if (!node) return isNode(value) && children(value).some((part) => isOpaque(part, place));
  const { kind, fields } = node;
  if (kind === 'SubLink') {
    const select = ofKind(fields.subselect, 'SelectStmt');
    const columns = select && place.statement.subqueries.get(select)?.columns;
    return !columns || columns.some(({ opaque, row }) => opaque || row !== undefined);
  }
  if (kind === 'FuncCall' && GIVES_TSVECTOR.has(builtInName(fields.funcname) ?? '')) return true;
  if (kind === 'TypeCast' && !isPlainType(builtInName(bare(fields.typeName, 'TypeName')?.names) ?? ''))
    return true;
  if (kind !== 'ColumnRef') return children(fields).some((part) => isOpaque(part, place));
  const names = namesOf(fields.fields).filter(Boolean);
  if (names.length === 0) return true;
  const found = findColumn(place.scope, names);
  if ('column' in found) return found.column.opaque || found.column.row !== undefined;
  return found.relation.composite || (found.columns ?? []).some(({ opaque }) => opaque);
}
