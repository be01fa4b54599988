import type { Place } from './environment.ts';
import { bare, builtInName, isNode, listOf, type Node, namesOf, ofKind, tagged } from './parse-tree.ts';
import { findColumn } from './scope.ts';

const INTEGER_TYPES = new Set(['int', 'int2', 'int4', 'int8']);
const INTEGER_FUNCTIONS = new Set(
  `array_length ascii bit_length cardinality char_length character_length count date_part dense_rank div extract int2
  int4 int8 length mod octet_length position rank regexp_count regexp_instr row_number sign strpos`.split(
    /\s+/,
  ),
);

/** Whether a value is sure to be a number, not a text. */
export function isInteger(value: unknown, place: Place): boolean {
  const node = tagged(value);
  return node !== undefined && (RULES[node.kind]?.(node.fields, place) ?? false);
}

type Rule = (fields: Node, place: Place) => boolean;
const all = (values: unknown, place: Place) => listOf(values).every((value) => isInteger(value, place));

const RULES: Readonly<Record<string, Rule>> = {
  A_Const: ({ ival, fval, isnull }) => isNode(ival) || isNode(fval) || isnull === true,
  TypeCast: ({ typeName }) => INTEGER_TYPES.has(builtInName(bare(typeName, 'TypeName')?.names) ?? ''),
  A_Expr: ({ name, kind, lexpr, rexpr }, place) =>
    kind === 'AEXPR_NULLIF'
      ? isInteger(lexpr, place)
      : /^[-+*/%]$/.test(namesOf(name).at(-1) ?? '') && (isInteger(lexpr, place) || isInteger(rexpr, place)),
  FuncCall: ({ funcname, args }, place) => {
    const name = builtInName(funcname) ?? '';
    const keeps = ['abs', 'ceil', 'floor', 'max', 'min', 'round', 'sum', 'trunc'].includes(name);
    return INTEGER_FUNCTIONS.has(name) || (keeps && isInteger(listOf(args)[0], place));
  },
  CoalesceExpr: ({ args }, place) => all(args, place),
  MinMaxExpr: ({ args }, place) => all(args, place),
  CaseExpr: ({ args, defresult }, place) =>
    (defresult === undefined || isInteger(defresult, place)) &&
    listOf(args).every((branch) => isInteger(ofKind(branch, 'CaseWhen')?.result, place)),
  ColumnRef: ({ fields }, place) => {
    const names = namesOf(fields).filter(Boolean);
    const found = names.length > 0 ? findColumn(place.scope, names) : undefined;
    return found !== undefined && 'column' in found && (found.column.integer ?? false);
  },
};
