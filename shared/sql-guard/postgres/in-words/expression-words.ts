import {
  builtInName,
  listOf,
  type Node,
  namesOf,
  nodesOfKind,
  ofKind,
  stringOf,
  tagged,
} from '../parse-tree.ts';
import { listed } from './listed.ts';
import { castText, literalWords } from './literal-words.ts';

const AGGREGATES: Readonly<Record<string, string>> = {
  sum: 'the sum of',
  avg: 'the average of',
  min: 'the smallest',
  max: 'the largest',
  array_agg: 'all values of',
  string_agg: 'all values of',
  stddev: 'the standard deviation of',
  variance: 'the variance of',
};
const SIGNS: Readonly<Record<string, string>> = { '*': '×', '/': '÷', '||': 'followed by' };
const RANKS = new Set(['rank', 'dense_rank', 'row_number']);

type Words = (fields: Node) => string;

const KINDS: Readonly<Record<string, Words>> = {
  ColumnRef: columnWords,
  A_Const: literalWords,
  TypeCast: (cast) => castText(cast) ?? expressionWords(cast.arg),
  FuncCall: callWords,
  A_Expr: operationWords,
  CoalesceExpr: ({ args }) => {
    const [first, ...others] = listOf(args).map(expressionWords);
    return `${first} (or ${others.join(', or ')} where there is none)`;
  },
  CaseExpr: ({ args, defresult }) => {
    const cases = nodesOfKind(args, 'CaseWhen').map(
      ({ expr, result }) => `${expressionWords(result)} if ${conditionWords(expr)}`,
    );
    return `${cases.join(', ')}${defresult ? `, otherwise ${expressionWords(defresult)}` : ''}`;
  },
  SubLink: () => 'a figure computed by itself',
  SQLValueFunction: () => 'the present day or time',
  MinMaxExpr: ({ op, args }) =>
    `the ${op === 'IS_GREATEST' ? 'larger' : 'smaller'} of ${listed(listOf(args).map(expressionWords))}`,
};

/** What an expression computes; a construct without words of its own is called an expression. */
export function expressionWords(node: unknown): string {
  const { kind = '', fields = {} } = tagged(node) ?? {};
  return KINDS[kind]?.(fields) ?? (ofKind(node, 'BoolExpr') ? conditionWords(node) : 'an expression');
}

function columnWords({ fields }: Node): string {
  const last = listOf(fields).at(-1);
  return stringOf(last)?.replaceAll('_', ' ') ?? 'all columns';
}

function callWords(call: Node): string {
  const name = builtInName(call.funcname) ?? namesOf(call.funcname).join('.');
  const [first, second] = listOf(call.args);
  const words = named(name, call, first, second);
  return call.agg_filter ? `${words} (only where ${conditionWords(call.agg_filter)})` : words;
}

function named(name: string, call: Node, first: unknown, second: unknown): string {
  const distinct = call.agg_distinct ? 'different ' : '';
  if (name === 'count')
    return `the number of ${call.agg_star ? 'rows' : `${distinct}${expressionWords(first)}`}`;
  if (RANKS.has(name)) return 'the rank';
  if (name === 'extract' || name === 'date_part' || name === 'date_trunc') {
    return `the ${partOf(first)} of ${expressionWords(second)}`;
  }
  const aggregate = AGGREGATES[name];
  if (aggregate) return `${aggregate} ${distinct}${expressionWords(first)}`;
  const args = listOf(call.args).map(expressionWords);
  return args.length === 0 ? name : `${name} of ${listed(args)}`;
}

const partOf = (constant: unknown) => expressionWords(constant).replace(/[“”]/g, '');

function operationWords({ kind, name, lexpr, rexpr }: Node): string {
  if (kind === 'AEXPR_NULLIF') return expressionWords(lexpr);
  const sign = namesOf(name).at(-1) ?? '';
  if (!/^[-+*/%|]+$/.test(sign)) return conditionWords({ A_Expr: { kind, name, lexpr, rexpr } });
  if (!lexpr) return `${sign}${expressionWords(rexpr)}`;
  return `${operand(lexpr)} ${SIGNS[sign] ?? sign} ${operand(rexpr)}`;
}

/** In brackets where it computes itself. */
function operand(node: unknown): string {
  const inner = ofKind(node, 'A_Expr');
  const words = expressionWords(node);
  return inner && inner.kind === 'AEXPR_OP' ? `(${words})` : words;
}

const COMPARISONS: Readonly<Record<string, readonly [is: string, isNot: string]>> = {
  '=': ['is', 'is not'],
  '<>': ['is not', 'is'],
  '>': ['is more than', 'is not more than'],
  '<': ['is less than', 'is not less than'],
  '>=': ['is at least', 'is less than'],
  '<=': ['is at most', 'is more than'],
};
/** Said of dates and times. */
const IN_TIME: Readonly<Record<string, string>> = {
  '>': 'is after',
  '<': 'is before',
  '>=': 'is on or after',
  '<=': 'is on or before',
};
const PATTERNS: Readonly<Record<string, readonly [string, string]>> = {
  AEXPR_LIKE: ['matches', 'does not match'],
  AEXPR_ILIKE: ['matches', 'does not match'],
  AEXPR_SIMILAR: ['matches', 'does not match'],
};
const TIME = /^“?\d{4}-\d{2}(-\d{2})?|present day/;

/** When a condition holds, as what would follow "where". */
export function conditionWords(node: unknown, isNegated = false): string {
  const { kind = '', fields = {} } = tagged(node) ?? {};
  switch (kind) {
    case 'BoolExpr':
      return logicWords(fields, isNegated);
    case 'A_Expr':
      return comparisonWords(fields, isNegated);
    case 'NullTest':
      return `${expressionWords(fields.arg)} is ${
        (fields.nulltesttype === 'IS_NULL') === isNegated ? 'present' : 'missing'
      }`;
    case 'SubLink':
      return subqueryWords(fields, isNegated);
    case 'ColumnRef':
      return `${expressionWords(node)} is ${isNegated ? 'false' : 'true'}`;
    default:
      return `${isNegated ? 'not ' : ''}${kind === 'BooleanTest' ? booleanTest(fields) : expressionWords(node)}`;
  }
}

function logicWords({ boolop, args }: Node, isNegated: boolean): string {
  if (boolop === 'NOT_EXPR') return conditionWords(listOf(args)[0], !isNegated);
  const joint = jointOf(boolop, isNegated);
  const parts = listOf(args).map((arg) => {
    const words = conditionWords(arg, isNegated);
    return (innerJoint(arg, isNegated) ?? joint) === joint ? words : `(${words})`;
  });
  return parts.join(` ${joint} `);
}

/** By De Morgan a denied AND is an OR of what is denied. */
const jointOf = (boolop: unknown, isNegated: boolean) =>
  (boolop === 'OR_EXPR') !== isNegated ? 'or' : 'and';

/** The word between the parts of a condition that has some. */
function innerJoint(node: unknown, isNegated: boolean): string | undefined {
  const inner = ofKind(node, 'BoolExpr');
  if (inner?.boolop === 'NOT_EXPR') return innerJoint(listOf(inner.args)[0], !isNegated);
  return inner && jointOf(inner.boolop, isNegated);
}

function comparisonWords({ kind, name, lexpr, rexpr }: Node, isNegated: boolean): string {
  const left = expressionWords(lexpr);
  const sign = namesOf(name).at(-1) ?? '';
  const items = listOf(ofKind(rexpr, 'List')?.items).map(expressionWords);
  const pattern = PATTERNS[String(kind)];
  if (pattern)
    return `${left} ${pattern[sign.startsWith('!') === isNegated ? 0 : 1]} ${expressionWords(rexpr)}`;
  if (kind === 'AEXPR_IN') {
    return `${left} is ${(sign === '<>') === isNegated ? '' : 'not '}one of ${listed(items)}`;
  }
  if (kind === 'AEXPR_BETWEEN' || kind === 'AEXPR_NOT_BETWEEN') {
    const isBetween = (kind === 'AEXPR_BETWEEN') !== isNegated;
    return `${left} is ${isBetween ? '' : 'not '}from ${items.join(' to ')}`;
  }
  return `${left} ${verb(sign, String(kind), expressionWords(rexpr), isNegated)}`;
}

function verb(sign: string, kind: string, right: string, isNegated: boolean): string {
  const words = COMPARISONS[sign];
  if (!words) return `${isNegated ? 'does not stand' : 'stands'} in ${sign} to ${right}`;
  if (kind.endsWith('DISTINCT'))
    return `is ${(kind === 'AEXPR_NOT_DISTINCT') === isNegated ? 'not ' : ''}${right}`;
  const inTime = !isNegated && TIME.test(right) ? IN_TIME[sign] : undefined;
  const among = kind === 'AEXPR_OP_ANY' ? 'one of ' : kind === 'AEXPR_OP_ALL' ? 'each of ' : '';
  return `${inTime ?? words[isNegated ? 1 : 0]} ${among}${right}`;
}

function subqueryWords({ subLinkType, testexpr, operName }: Node, isNegated: boolean): string {
  if (subLinkType === 'EXISTS_SUBLINK')
    return isNegated ? 'there is no matching row' : 'there is a matching row';
  const sign = namesOf(operName).at(-1) ?? '=';
  const words = COMPARISONS[sign]?.[isNegated ? 1 : 0] ?? sign;
  return `${expressionWords(testexpr)} ${words} one of those found by a second query`;
}

function booleanTest({ arg, booltesttype }: Node): string {
  const state = String(booltesttype).replace('IS_', '').replace('NOT_', 'not ').toLowerCase();
  return `${expressionWords(arg)} is ${state}`;
}
