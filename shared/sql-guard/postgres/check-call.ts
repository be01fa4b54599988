import { unsafe } from '../verdict.ts';
import { PATTERN_ARGUMENT } from './allowed-functions.ts';
import { checkJsonPath, checkPattern, constantText } from './check-pattern.ts';
import type { Place } from './environment.ts';
import { isInteger } from './is-integer.ts';
import { builtInName, children, isNode, namesOf, ofKind, tagged } from './parse-tree.ts';
import { magnitude } from './quantity.ts';
import { quantityOf } from './quantity-of.ts';
import { callSize, sizeOf } from './size-of.ts';

const MOST_BYTES = 1_048_576;
const MOST_AGGREGATED_BYTES = 16_384;
const LARGEST_EXPONENT = 1_000;
const WIDEST_FORMAT = 1_000;

type Check = (args: readonly unknown[], place: Place, name: string) => void;

/** Bounds on what a call may cost, by function. */
export function checkCall(name: string, args: readonly unknown[], place: Place): void {
  const pattern = PATTERN_ARGUMENT[name];
  if (pattern !== undefined) checkPattern(constantText(args[pattern]));
  if (/^jsonb_path_/.test(name)) checkJsonPath(constantText(args[1]));
  if (Object.hasOwn(BOUNDED, name)) BOUNDED[name]?.(args, place, name);
  refuseLarge(callSize(name, args, place), name);
}

/** Refuses a value that may be too large; NaN is one whose size is not known. */
export function refuseLarge(bytes: number, name: string): void {
  if (bytes <= MOST_BYTES) return;
  const what = Number.isFinite(bytes) ? 'makes a text of more than 1 MB' : 'has a length that is no constant';
  throw unsafe('unbounded-text', name, `${name} ${what}: write a constant, or least(…, 100)`);
}

/** The exponent of a power: known to be small, or data, with no large constant in it. */
export function checkExponent(exponent: unknown, place: Place): void {
  const known = quantityOf(exponent, place);
  const isSmall = known
    ? magnitude(known) <= LARGEST_EXPONENT
    : productOfConstants(exponent) <= LARGEST_EXPONENT;
  if (!isSmall) throw unsafe('unbounded-number', '', `an exponent is larger than ${LARGEST_EXPONENT}`);
}

/** All constants of an expression multiplied; endless where a power or a subquery stands in it. */
function productOfConstants(value: unknown): number {
  const node = tagged(value);
  if (node?.kind === 'SubLink' || RAISES.test(namesOf(node?.fields.name).at(-1) ?? ''))
    return Number.POSITIVE_INFINITY;
  if (RAISES.test(builtInName(node?.fields.funcname) ?? '')) return Number.POSITIVE_INFINITY;
  if (node?.kind === 'A_Const') {
    const { ival, fval, sval } = node.fields;
    const text = isNode(ival) ? ival.ival : isNode(fval) ? fval.fval : isNode(sval) ? sval.sval : 1;
    return Math.max(Math.abs(Number(text ?? 0)) || 1, 1);
  }
  const parts = node ? children(node.fields) : isNode(value) ? children(value) : [];
  return parts.map(productOfConstants).reduce((product, factor) => product * factor, 1);
}

const RAISES = /^(\^|<<|power|pow|exp|factorial)$/;

const checkAggregated: Check = ([arg], place, name) => {
  if (sizeOf(arg, place) > MOST_AGGREGATED_BYTES) {
    throw unsafe('unbounded-text', name, `${name} collects texts of more than 16 KB`);
  }
};

/** `substring(text, text)` takes a regular expression; with numbers it takes positions. */
const checkSubstring: Check = ([, second, third], place) => {
  const from = ofKind(second, 'NamedArgExpr')?.arg ?? second;
  const isPositions =
    isInteger(from, place) && (third === undefined || !constantText(third) || isInteger(third, place));
  if (from !== undefined && !isPositions) checkPattern(constantText(from));
};

const checkFormat: Check = ([format]) => {
  const text = constantText(format);
  if (text === undefined)
    throw unsafe('unbounded-text', 'format', 'the format must be written as a text literal');
  const widths = [...text.matchAll(/%(?:\d+\$)?-?(\d+|\*)/g)].map(([, width]) => Number(width));
  if (!widths.every((width) => width <= WIDEST_FORMAT)) {
    throw unsafe('unbounded-text', 'format', `a width in the format is no constant up to ${WIDEST_FORMAT}`);
  }
};

const LONGEST_TEMPLATE = 500;

const checkTemplate: Check = ([, template], place, name) => {
  if (sizeOf(template, place) > LONGEST_TEMPLATE)
    throw unsafe('unbounded-text', name, `the template of ${name} is too long`);
};

const BOUNDED: Readonly<Record<string, Check>> = {
  array_agg: checkAggregated,
  exp: ([exponent], place) => checkExponent(exponent, place),
  factorial: ([exponent], place) => checkExponent(exponent, place),
  format: checkFormat,
  json_agg: checkAggregated,
  json_object_agg: checkAggregated,
  jsonb_agg: checkAggregated,
  jsonb_object_agg: checkAggregated,
  power: ([, exponent], place) => checkExponent(exponent, place),
  pow: ([, exponent], place) => checkExponent(exponent, place),
  string_agg: checkAggregated,
  substring: checkSubstring,
  to_char: checkTemplate,
  to_date: checkTemplate,
  to_number: checkTemplate,
  to_timestamp: checkTemplate,
};
