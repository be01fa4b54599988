import { unsafe } from '../verdict.ts';
import { FUNCTION_COLUMNS } from './allowed-functions.ts';
import type { Place } from './environment.ts';
import { visit } from './expression.ts';
import { type FromItem, type FromPlace, named } from './from-item.ts';
import { originsOf } from './origins-of.ts';
import { figuredName } from './outputs.ts';
import { builtInName, isNode, listOf, type Node, ofKind, tagged } from './parse-tree.ts';
import { hull, type Quantity } from './quantity.ts';
import { quantityOf } from './quantity-of.ts';
import { isOpaque, plainColumn } from './row-of.ts';
import type { Column, Relation } from './scope.ts';
import { volumeOfCall } from './series.ts';
import { ONE_ROW, type Volume } from './volume.ts';

/** A function in FROM, or several side by side (ROWS FROM). Functions see what stands to their left. */
export function functionItem(fields: Node, place: FromPlace, left: readonly Relation[]): FromItem {
  const inner: FromPlace = { ...place, scope: { relations: left, outer: place.scope }, repeated: [] };
  const alias = isNode(fields.alias) ? String(fields.alias.aliasname ?? '') : undefined;
  const calls = listOf(fields.functions).map((item) => listOf(ofKind(item, 'List')?.items));
  const results = calls.map(([call, types]) => callResult(call, definedColumns(types, fields), inner));
  const single = results.length === 1 ? results[0] : undefined;
  const columns = results.flatMap((result) => result.columns);
  const isScalar = single?.isScalar ?? false;
  const [only] = columns;
  const shown = isScalar && only?.name && alias !== undefined ? [{ ...only, name: alias }] : columns;
  const all = fields.ordinality ? [...shown, plainColumn('ordinality')] : shown;
  const rows = Math.max(1, ...results.map(({ volume }) => volume.rows));
  const tables = Math.max(0, ...results.map(({ volume }) => volume.tables));
  return named(place, {
    columns: all,
    volume: { tables, rows },
    alias: fields.alias,
    name: figuredName(calls[0]?.[0]),
    composite: !(single && columns.length <= 1 && !fields.ordinality),
    // What it takes apart ties it to one row, unless that holds a whole table.
    ties: tables > 0 ? new Set() : new Set(calls.flatMap(([call]) => [...originsOf(call, inner)])),
  });
}

interface CallResult {
  readonly columns: readonly Column[];
  /** Whether its one column takes the name of the alias. */
  readonly isScalar: boolean;
  readonly volume: Volume;
}

function callResult(call: unknown, defined: readonly Column[] | undefined, place: Place): CallResult {
  visit(call, place);
  const fields = ofKind(call, 'FuncCall');
  const name = builtInName(fields?.funcname) ?? '';
  const args = listOf(fields?.args);
  const volume = fields ? volumeOfCall(name, args, place) : ONE_ROW;
  const known = defined ?? FUNCTION_COLUMNS[name]?.map(plainColumn);
  if (known) return { columns: known, isScalar: false, volume };
  if (!fields && !ofKind(call, 'SQLValueFunction')) return { columns: [], isScalar: false, volume };
  if (name === 'unnest' && args.length > 1)
    return { columns: args.map(() => plainColumn(name)), isScalar: false, volume };
  return { columns: [scalarColumn(call, name, args, place)], isScalar: true, volume };
}

/** Functions whose result is plain data whatever they are given; of others it may be a row of an unknown type. */
const PLAIN_RESULT = /^(generate_|json|regexp_|string_to_|to_|now$|date|random$)/;

function scalarColumn(call: unknown, name: string, args: readonly unknown[], place: Place): Column {
  const isPlain = PLAIN_RESULT.test(name) || !args.some((arg) => isOpaque(arg, place));
  // A name no reference can have: nobody knows what columns the row would have.
  const column = plainColumn(isPlain ? figuredName(call) : '');
  return {
    ...column,
    opaque: !isPlain,
    quantity: elementQuantity(call, name, args, place),
    integer: isWhole(name, args, place),
  };
}

function elementQuantity(
  call: unknown,
  name: string,
  args: readonly unknown[],
  place: Place,
): Quantity | undefined {
  if (name === 'generate_series') return hull(args.slice(0, 2).map((arg) => quantityOf(arg, place)));
  const elements = name === 'unnest' ? ofKind(args[0], 'A_ArrayExpr')?.elements : undefined;
  return elements ? hull(listOf(elements).map((item) => quantityOf(item, place))) : quantityOf(call, place);
}

const isWhole = (name: string, args: readonly unknown[], place: Place) =>
  name === 'generate_subscripts' ||
  (name === 'generate_series' && args.every((arg) => quantityOf(arg, place)?.unit === 'number'));

/** Columns written out: `AS t(a int, b text)`, of the one function or of one within ROWS FROM. */
function definedColumns(types: unknown, fields: Node): readonly Column[] | undefined {
  const list =
    listOf(fields.coldeflist).length > 0 ? listOf(fields.coldeflist) : listOf(ofKind(types, 'List')?.items);
  if (list.length === 0) return undefined;
  return list.map((item) => {
    const node = tagged(item);
    if (node?.kind !== 'ColumnDef')
      throw unsafe('construct', 'FROM', 'the columns of a function are not written plainly');
    return plainColumn(String(node.fields.colname ?? ''));
  });
}
