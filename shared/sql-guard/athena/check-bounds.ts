import { checkPattern } from '../postgres/check-pattern.ts';
import { unsafe } from '../verdict.ts';
import type { TrinoNode } from './athena-parser.ts';
import { argumentsOf, childrenOf, kindOf, literalOf, namesOf, nodesOf } from './tree.ts';

const MOST_BYTES = 1_048_576;
const MOST_ELEMENTS = 1_000_000;
const REPEATS = /^(repeat|lpad|rpad)\(/i;

/** Bounds on what calls and recursion may make: lengths, series, patterns and counters are literals. */
export function checkBounds(tree: TrinoNode): void {
  for (const call of nodesOf(tree, 'FunctionCallContext')) checkCall(call);
  for (const clause of nodesOf(tree, 'WithContext')) checkRecursion(clause);
}

function checkCall(call: TrinoNode): void {
  const [named] = childrenOf(call);
  const name = named ? (namesOf(named)[0] ?? '') : '';
  const args = argumentsOf(call);
  if (/^regexp_/.test(name)) checkPattern(literalOf(args[1]));
  if (name === 'sequence') checkSequence(args);
  if (!['repeat', 'lpad', 'rpad'].includes(name)) return;
  const isNested = args.some((arg) => REPEATS.test(arg.getText()));
  if (isNested || !(Number(literalOf(args[1])) <= MOST_BYTES)) {
    throw unsafe('unbounded-text', name, `the length of ${name} must be a number literal, for up to 1 MB`);
  }
}

const LITERAL = /^(date|timestamp)?'[^']*'$|^-?\d+$|^current_(date|timestamp)|^now\(\)/i;
const DAYS = /^interval'(\d+)'(day|week|month|year)/i;

/** Numbers must be literals; a sequence of dates goes by whole days. */
function checkSequence([from, to, step]: readonly TrinoNode[]): void {
  const [first, last] = [Number(literalOf(from)), Number(literalOf(to))];
  const by = step === undefined ? 1 : Number(literalOf(step));
  if (Math.abs(last - first) / Math.abs(by) <= MOST_ELEMENTS) return;
  const isDates = [from, to].every((end) => isBoundedTime(end?.getText() ?? ''));
  if (isDates && step !== undefined && DAYS.test(step.getText())) return;
  throw unsafe('unbounded-series', 'sequence', 'sequence takes literals, for up to 1000000 elements');
}

/** A literal or the current date, with intervals added or taken off, possibly cut by date_trunc. */
function isBoundedTime(text: string): boolean {
  const plain = text
    .replaceAll(/[+-]interval'\d{1,4}'(day|week|month|year|hour|minute|second)/gi, '')
    .replace(/^date_trunc\('\w+',(.*)\)$/i, '$1')
    .replace(/^cast\((.*)as(date|timestamp)\)$/i, '$1')
    .replace(/^date\((.*)\)$/i, '$1');
  return LITERAL.test(plain);
}

/** A query that asks for itself compares a counter with a number. */
function checkRecursion(clause: TrinoNode): void {
  if (!childrenOf(clause).some((child) => /^recursive$/i.test(child.getText()))) return;
  for (const query of nodesOf(clause, 'NamedQueryContext', /^NamedQuery/)) {
    const [name = ''] = namesOf(query);
    const steps = [...nodesOf(query, 'QuerySpecificationContext')].filter((select) => reads(select, name));
    if (!steps.every(comparesCounter)) {
      throw unsafe('recursion', name, `the recursive query ${name} must compare a counter with a number`);
    }
  }
}

const reads = (select: TrinoNode, name: string) =>
  [...nodesOf(select, 'TableRefContext')].some((table) => namesOf(table).join('.') === name);

function comparesCounter(select: TrinoNode): boolean {
  return ['WhereClauseContext', 'JoinCriteriaContext'].some((kind) =>
    [...nodesOf(select, kind, /^Subquery/)].some(holdsLimit),
  );
}

function holdsLimit(node: TrinoNode): boolean {
  if (['OrContext', 'LogicalNotContext'].includes(kindOf(node))) return false;
  if (kindOf(node) !== 'PredicatedContext') return childrenOf(node).some(holdsLimit);
  const limit = /^<=?(\d+)$/.exec(childrenOf(node)[1]?.getText() ?? '');
  return limit !== null && Number(limit[1]) <= MOST_ELEMENTS;
}
