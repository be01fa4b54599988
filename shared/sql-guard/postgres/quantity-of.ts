import { callQuantity } from './call-quantity.ts';
import { constantText } from './check-pattern.ts';
import type { Place } from './environment.ts';
import { isBulk } from './is-bulk.ts';
import { intervalFrom, numberFrom, timeFrom } from './literal-quantity.ts';
import { bare, builtInName, isNode, listOf, type Node, namesOf, ofKind, tagged } from './parse-tree.ts';
import {
  between,
  difference,
  exactly,
  hull,
  powerOf,
  product,
  type Quantity,
  quotient,
  sum,
} from './quantity.ts';
import { findColumn } from './scope.ts';

/** What is known of an expression's value before it runs; undefined when nothing. */
export function quantityOf(value: unknown, place: Place): Quantity | undefined {
  const node = tagged(value);
  return node && RULES[node.kind]?.(node.fields, place);
}

type Rule = (fields: Node, place: Place) => Quantity | undefined;

const RULES: Readonly<Record<string, Rule>> = {
  A_Const: constantQuantity,
  ColumnRef: ({ fields }, place) => {
    const names = namesOf(fields);
    if (names.includes('')) return undefined;
    const found = findColumn(place.scope, names);
    return 'column' in found ? found.column.quantity : undefined;
  },
  TypeCast: castQuantity,
  A_Expr: operatorQuantity,
  CoalesceExpr: ({ args }, place) => hull(listOf(args).map((arg) => quantityOf(arg, place))),
  MinMaxExpr: ({ op, args }, place) => extremeQuantity(op === 'IS_LEAST', listOf(args), place),
  CaseExpr: ({ args, defresult }, place) => {
    const results = listOf(args).map((branch) => ofKind(branch, 'CaseWhen')?.result);
    return hull([...results, ...(defresult ? [defresult] : [])].map((result) => quantityOf(result, place)));
  },
  SQLValueFunction: ({ op }) => {
    if (op === 'SVFOP_CURRENT_DATE') return timeFrom('today', 'date');
    return /TIMESTAMP/.test(String(op)) ? timeFrom('now', 'time') : undefined;
  },
  SubLink: (fields, place) => {
    const select = ofKind(fields.subselect, 'SelectStmt');
    const [column] = (select && place.statement.subqueries.get(select)?.columns) ?? [];
    return fields.subLinkType === 'EXPR_SUBLINK' ? column?.quantity : undefined;
  },
  FuncCall: ({ funcname, args }, place) => {
    const name = builtInName(funcname) ?? '';
    if (LENGTHS.test(name)) return lengthOf(listOf(args)[0], place);
    return callQuantity(name, listOf(args), (arg) => quantityOf(arg, place));
  },
};

const LENGTHS =
  /^(length|char_length|character_length|octet_length|array_length|cardinality|jsonb?_array_length)$/;
/** Texts and arrays in one row of data are taken to be no longer. */
const LONGEST_IN_DATA = 10_000;

function lengthOf(value: unknown, place: Place): Quantity | undefined {
  if (isBulk(value, place)) return undefined;
  return between('number', 0, Math.max(LONGEST_IN_DATA, place.statement.sizeOf(value, place)));
}

function constantQuantity({ ival, fval, sval }: Node): Quantity | undefined {
  if (isNode(ival)) return exactly('number', Number(ival.ival ?? 0));
  if (isNode(fval)) return numberFrom(String(fval.fval));
  const text = isNode(sval) ? String(sval.sval ?? '') : undefined;
  // A literal of no type becomes what stands beside it needs.
  return text === undefined ? undefined : (numberFrom(text) ?? timeFrom(text, 'time') ?? intervalFrom(text));
}

const INTEGERS = new Set(['int2', 'int4', 'int8', 'numeric', 'float4', 'float8', 'decimal', 'int', 'real']);
const TIMES = new Set(['timestamp', 'timestamptz']);
/** What INTERVAL '1' UNIT calls its unit, in seconds. */
const INTERVAL_UNITS: Readonly<Record<number, number>> = {
  4: 31_536_000,
  2: 2_419_200,
  8: 86_400,
  1024: 3600,
  2048: 60,
  4096: 1,
};

function castQuantity({ arg, typeName }: Node, place: Place): Quantity | undefined {
  const type = bare(typeName, 'TypeName');
  const name = builtInName(type?.names) ?? '';
  const text = ofKind(arg, 'A_Const') && constantText(arg);
  if (name === 'interval') return intervalCast(text, type, quantityOf(arg, place));
  if (name === 'date' || TIMES.has(name)) {
    const unit = name === 'date' ? 'date' : 'time';
    const inner = text === undefined ? quantityOf(arg, place) : timeFrom(text, unit);
    return inner && (inner.unit === 'date' || inner.unit === 'time') ? { ...inner, unit } : undefined;
  }
  if (!INTEGERS.has(name)) return undefined;
  const number = text === undefined ? quantityOf(arg, place) : numberFrom(text);
  return number?.unit === 'number' ? number : undefined;
}

function intervalCast(text: string | undefined, type: Node | undefined, inner: Quantity | undefined) {
  if (text === undefined) return inner?.unit === 'interval' ? inner : undefined;
  const modifier = bare(ofKind(listOf(type?.typmods)[0], 'A_Const')?.ival, 'Integer')?.ival;
  return intervalFrom(text, INTERVAL_UNITS[Number(modifier)] ?? 1);
}

function operatorQuantity({ kind, name, lexpr, rexpr }: Node, place: Place): Quantity | undefined {
  if (kind === 'AEXPR_NULLIF') return quantityOf(lexpr, place);
  if (kind !== 'AEXPR_OP') return undefined;
  const right = quantityOf(rexpr, place);
  const operator = namesOf(name).at(-1);
  if (!right) return undefined;
  if (lexpr === undefined) return unaryQuantity(operator, right);
  const left = quantityOf(lexpr, place);
  if (operator === '%' && right.unit === 'number') {
    const most = Math.max(Math.abs(right.min), Math.abs(right.max));
    return between('number', -most, most);
  }
  if (!left) return undefined;
  const [a, b] = [suited(lexpr, left, right), suited(rexpr, right, left)];
  if (operator === '+') return sum(a, b);
  if (operator === '-') return difference(a, b);
  if (operator === '*') return product(a, b);
  if (operator === '^') return powerOf(a, b);
  return operator === '/' ? quotient(a, b) : undefined;
}

function unaryQuantity(operator: string | undefined, { unit, min, max }: Quantity): Quantity | undefined {
  if (operator === '+') return { unit, min, max };
  return operator === '-' ? { unit, min: -max, max: -min } : undefined;
}

/** A text literal beside a date or time that reads as an interval is one. */
function suited(value: unknown, own: Quantity, other: Quantity): Quantity {
  const text = ofKind(value, 'A_Const') && constantText(value);
  if (text === undefined || (other.unit !== 'time' && other.unit !== 'date')) return own;
  return intervalFrom(text) ?? own;
}

/** Of LEAST one known upper bound is enough, of GREATEST one known lower bound; the other side stays open. */
function extremeQuantity(isLeast: boolean, args: readonly unknown[], place: Place): Quantity | undefined {
  const parts = args.map((arg) => quantityOf(arg, place));
  const known = parts.filter((part) => part !== undefined);
  const [first] = known;
  if (!first) return undefined;
  const isComplete = known.length === parts.length;
  if (!isComplete && !isLeast) return undefined;
  const pick = isLeast ? Math.min : Math.max;
  const min = isComplete ? pick(...known.map((part) => part.min)) : Number.NEGATIVE_INFINITY;
  return { unit: first.unit, min, max: pick(...known.map((part) => part.max)) };
}
