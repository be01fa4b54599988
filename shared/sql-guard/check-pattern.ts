import { isNode, type Node, namesOf } from './parse-tree.ts';
import { unsafe } from './unsafe.ts';

const MATCHING = new Set(['~', '~*', '!~', '!~*']);
const LONGEST_PATTERN = 200;
const MOST_REPEATS = 1_000;

/** Matching takes time without bound only with back-references; repeats of repeats fill memory beforehand. */
export function checkPatternOperator({ name, lexpr, rexpr }: Node): void {
  // With nothing to its left, ~ turns the bits of a number over.
  if (lexpr === undefined || !MATCHING.has(namesOf(name).at(-1) ?? '')) return;
  const pattern = constantText(rexpr);
  if (pattern === undefined) throw unsafe('a pattern that is not a text literal');
  if (pattern.length > LONGEST_PATTERN) throw unsafe('a pattern that is too long');
  if (/\\[1-9]/.test(pattern)) throw unsafe('a pattern with a back-reference');
  if (repeats(pattern) > MOST_REPEATS) throw unsafe('a pattern with too many repeats');
}

function repeats(pattern: string): number {
  const counts = [...pattern.matchAll(/\{(\d+)(?:,(\d*))?/g)];
  return counts.reduce((product, [, least, most]) => product * Math.max(Number(most || least), 1), 1);
}

function constantText(value: unknown): string | undefined {
  if (!isNode(value) || !isNode(value.A_Const) || !isNode(value.A_Const.sval)) return undefined;
  return String(value.A_Const.sval.sval ?? '');
}
