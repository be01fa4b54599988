import { constantText } from './check-pattern.ts';
import type { Place } from './environment.ts';
import { builtInName, children, listOf, type Node, namesOf, ofKind, tagged } from './parse-tree.ts';
import { quantityOf } from './quantity-of.ts';
import { findColumn, NOMINAL_SIZE } from './scope.ts';

/** Functions whose result takes about so many times the bytes of their arguments. */
const GROWTH: Readonly<Record<string, number>> = {
  convert_to: 2,
  encode: 2,
  json_build_array: 2,
  json_build_object: 2,
  quote_ident: 2,
  quote_literal: 2,
  quote_nullable: 2,
  row_to_json: 2,
  to_json: 2,
  to_jsonb: 2,
};

/** Functions whose result is small whatever they are given. */
const SMALL = new Set(
  `age array_length ascii avg bit_length cardinality char_length character_length count date_part date_trunc extract
  length md5 octet_length pg_typeof position regexp_count regexp_instr regexp_like row_number rank sha256 strpos sum
  starts_with`.split(/\s+/),
);

/** Bytes of an expression's value that the statement itself makes; data counts a nominal size. */
export function sizeOf(value: unknown, place: Place): number {
  const node = tagged(value);
  if (!node) return listOf(value).reduce<number>((sum, item) => sum + sizeOf(item, place), 0);
  return (RULES[node.kind] ?? sumOfParts)(node.fields, place);
}

type Rule = (fields: Node, place: Place) => number;

const sumOfParts: Rule = (fields, place) =>
  children(fields).reduce<number>((sum, part) => sum + sizeOf(part, place), 0);

const RULES: Readonly<Record<string, Rule>> = {
  A_Const: (fields) => constantText({ A_Const: fields })?.length ?? 8,
  ColumnRef: ({ fields }, place) => {
    const names = namesOf(fields).filter(Boolean);
    if (names.length === 0) return NOMINAL_SIZE;
    const found = findSize(names, place);
    return found ?? NOMINAL_SIZE;
  },
  BoolExpr: () => 1,
  NullTest: () => 1,
  BooleanTest: () => 1,
  GroupingFunc: () => 8,
  TypeCast: ({ arg }, place) => sizeOf(arg, place),
  A_Expr: ({ name, lexpr, rexpr }, place) => {
    const joins = ['||', '-', '#-'].includes(namesOf(name).at(-1) ?? '');
    const parts = [sizeOf(lexpr, place), sizeOf(rexpr, place)] as const;
    return joins ? parts[0] + parts[1] : Math.max(8, ...(isComparison(name) ? [] : parts));
  },
  CaseExpr: ({ args, defresult }, place) =>
    Math.max(
      ...listOf(args).map((branch) => sizeOf(ofKind(branch, 'CaseWhen')?.result, place)),
      sizeOf(defresult, place),
    ),
  CoalesceExpr: ({ args }, place) => Math.max(0, ...listOf(args).map((arg) => sizeOf(arg, place))),
  MinMaxExpr: ({ args }, place) => Math.max(0, ...listOf(args).map((arg) => sizeOf(arg, place))),
  A_Indirection: ({ arg }, place) => sizeOf(arg, place),
  SubLink: ({ subLinkType, subselect }, place) => {
    if (subLinkType !== 'EXPR_SUBLINK' && subLinkType !== 'ARRAY_SUBLINK') return 1;
    const select = ofKind(subselect, 'SelectStmt');
    const result = select && place.statement.subqueries.get(select);
    const [column] = result?.columns ?? [];
    const rows = subLinkType === 'ARRAY_SUBLINK' ? (result?.volume.rows ?? 1) : 1;
    return (column?.size ?? NOMINAL_SIZE) * rows;
  },
  FuncCall: ({ funcname, args }, place) => callSize(builtInName(funcname) ?? '', listOf(args), place),
};

const isComparison = (name: unknown) => /^[<>=!~]+\*?$/.test(namesOf(name).at(-1) ?? '');

function findSize(names: readonly string[], { scope }: Place): number | undefined {
  const found = findColumn(scope, names);
  if ('column' in found) return found.column.size;
  return found.columns?.reduce((sum, { size }) => sum + size, 0);
}

/** Bytes of a call's value. */
export function callSize(name: string, args: readonly unknown[], place: Place): number {
  const size = (index: number) => sizeOf(args[index], place);
  const most = (index: number) =>
    Math.max(quantityOf(args[index], place)?.max ?? Number.POSITIVE_INFINITY, 0);
  if (SMALL.has(name)) return 8;
  if (name === 'repeat') return size(0) * most(1);
  if (name === 'lpad' || name === 'rpad') return 4 * most(1);
  if (name === 'replace') return size(0) * Math.max(1, size(2) / Math.max(1, size(1)));
  if (name === 'regexp_replace') return size(0) * Math.max(1, size(2));
  if (name === 'array_to_string' || name === 'string_agg') return size(0) * Math.max(1, size(1));
  const total = args.reduce<number>(
    (sum, arg) => sum + sizeOf(ofKind(arg, 'NamedArgExpr')?.arg ?? arg, place),
    0,
  );
  return Math.max(8, total * (GROWTH[name] ?? 1));
}
