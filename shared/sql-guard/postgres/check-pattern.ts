import { unsafe } from '../verdict.ts';
import { bare, listOf, type Node, namesOf, ofKind } from './parse-tree.ts';

const MATCHING = new Set(['~', '~*', '!~', '!~*']);
const JSON_PATHS = new Set(['@?', '@@']);
const LONGEST_PATTERN = 500;
const MOST_REPEATS = 1_000;
const MOST_NESTED_REPEATS = 3;

/** Whether an operator of that name has a regular expression at its right. */
export const takesPattern = (name: unknown): boolean => MATCHING.has(namesOf(name).at(-1) ?? '');

/** Checks the pattern at the right of a matching operator: a text literal, or an array of them. */
export function checkPatternOperator({ name, lexpr, rexpr, kind }: Node): void {
  const operator = namesOf(name).at(-1) ?? '';
  // With nothing to its left, ~ turns the bits of a number over. SIMILAR TO has its pattern in a function call.
  if (lexpr === undefined || kind === 'AEXPR_SIMILAR') return;
  if (MATCHING.has(operator)) for (const pattern of literals(rexpr)) checkPattern(pattern);
  if (JSON_PATHS.has(operator)) {
    const path = constantText(rexpr);
    if (path !== undefined) checkJsonPath(path);
  }
}

/**
 * Matching takes time without bound only with back-references; repeats of repeats fill memory beforehand.
 * Undefined stands for a pattern that is no literal.
 */
export function checkPattern(pattern: string | undefined): void {
  if (pattern === undefined) {
    throw unsafe('pattern', '', 'a regular expression must be written as a text literal');
  }
  const refuse = (what: string) => {
    throw unsafe('pattern', pattern, `the regular expression ${what}`);
  };
  if (pattern.length > LONGEST_PATTERN) refuse('is too long');
  if (/\\[1-9]/.test(pattern)) refuse('has a back-reference');
  if (/\(\?[a-z]*[bq]|^\*\*\*/.test(pattern)) refuse('changes its own syntax');
  if (countedRepeats(pattern) > MOST_REPEATS) refuse('has too many repeats');
  if (nestedRepeats(pattern) > MOST_NESTED_REPEATS) refuse('nests repeats too deeply');
}

const LONGEST_PATH = 500;
const MOST_LEVELS = 100;

/** A JSON path must be a literal, short, and descend a bounded number of levels. */
export function checkJsonPath(path: string | undefined): void {
  if (path === undefined) throw unsafe('json-path', '', 'a JSON path must be written as a text literal');
  if (path.length > LONGEST_PATH) throw unsafe('json-path', path, 'the JSON path is too long');
  if (/like_regex/.test(path)) checkPattern(path);
  const levels = [...path.matchAll(/\*\*\s*\{([^}]*)\}/g)].flatMap(
    ([, range = '']) => range.match(/\d+/g) ?? [],
  );
  const descents = path.match(/\*\*/g)?.length ?? 0;
  if (levels.some((level) => Number(level) > MOST_LEVELS) || descents > 2) {
    throw unsafe('json-path', path, 'the JSON path descends too deep');
  }
}

function countedRepeats(pattern: string): number {
  const counts = [...pattern.matchAll(/\{(\d+)(?:,(\d*))?/g)];
  return counts.reduce((product, [, least, most]) => product * Math.max(Number(most || least), 1), 1);
}

/** How many repeated groups stand inside one another at most, escapes and character classes aside. */
function nestedRepeats(pattern: string): number {
  const plain = pattern.replaceAll(/\\./g, 'x').replaceAll(/\[\^?\]?[^\]]*\]/g, 'x');
  let deepest = 0;
  const levels: number[] = [0];
  for (let index = 0; index < plain.length; index++) {
    if (plain[index] === '(') levels.push(0);
    const isGroup = plain[index] === ')' && levels.length > 1;
    const inner = isGroup ? (levels.pop() ?? 0) : 0;
    const own = inner + (/[*+{]/.test(plain[index + 1] ?? '') && /[^*+{(|]/.test(plain[index] ?? '') ? 1 : 0);
    const last = levels.length - 1;
    levels[last] = Math.max(levels[last] ?? 0, own);
    deepest = Math.max(deepest, own);
  }
  return deepest;
}

/** The text of a literal, of a cast of one, or of several joined by ||. */
export function constantText(value: unknown): string | undefined {
  const constant = ofKind(value, 'A_Const');
  if (constant) {
    const text = bare(constant.sval, 'String');
    return text && String(text.sval ?? '');
  }
  const cast = ofKind(value, 'TypeCast');
  if (cast) return constantText(cast.arg);
  const joined = ofKind(value, 'A_Expr');
  if (!joined || namesOf(joined.name).at(-1) !== '||') return undefined;
  const left = constantText(joined.lexpr);
  const right = constantText(joined.rexpr);
  return left === undefined || right === undefined ? undefined : left + right;
}

function literals(value: unknown): (string | undefined)[] {
  const array = ofKind(value, 'A_ArrayExpr');
  if (array) return listOf(array.elements).map(constantText);
  const similar = ofKind(value, 'TypeCast');
  if (similar && ofKind(similar.arg, 'A_ArrayExpr')) return literals(similar.arg);
  return [constantText(value)];
}
