import { FAILURE_KINDS, type OUTCOMES, type QuestionResult } from '../result.ts';
import { median, percentile } from './statistics.ts';

type Counts = Record<'questions' | (typeof OUTCOMES)[number], number>;

export interface Spread {
  readonly median: number;
  readonly max: number;
}

/** The last row of the output. Shares are of the questions answered one way or another, `failed` included. */
export interface Summary extends Counts {
  readonly summary: true;
  /** Questions of the suite that were not asked: beyond the limit, or after an interruption. */
  readonly notAsked: number;
  readonly interrupted: boolean;
  readonly byDifficulty: Readonly<Record<string, Counts>>;
  /** Questions that are not right, by why. */
  readonly byKind: Readonly<Record<string, number>>;
  readonly attempts: Spread;
  readonly tokensPerQuestion: { readonly in: Spread; readonly out: Spread };
  readonly tokensPerCall: { readonly in: Spread; readonly out: Spread };
  readonly costUsd: number;
  readonly latencyMs: { readonly p50: number; readonly p95: number };
}

/** Counts and figures of a run. `asked` is how many questions the suite has. */
export function summarise(results: readonly QuestionResult[], asked: number, interrupted: boolean): Summary {
  const calls = results.flatMap((result) => result.calls);
  const sum = (of: QuestionResult, key: 'tokensIn' | 'tokensOut') =>
    of.calls.reduce((total, call) => total + call[key], 0);
  const ms = results.map((result) => result.ms);
  return {
    summary: true,
    ...countsOf(results),
    notAsked: asked - results.length,
    interrupted,
    byDifficulty: byDifficulty(results),
    byKind: byKind(results),
    attempts: spread(results.map(({ attempts }) => attempts)),
    tokensPerQuestion: {
      in: spread(results.map((result) => sum(result, 'tokensIn'))),
      out: spread(results.map((result) => sum(result, 'tokensOut'))),
    },
    tokensPerCall: {
      in: spread(calls.map(({ tokensIn }) => tokensIn)),
      out: spread(calls.map(({ tokensOut }) => tokensOut)),
    },
    costUsd: results.reduce((total, { costUsd }) => total + costUsd, 0),
    latencyMs: { p50: median(ms), p95: percentile(ms, 0.95) },
  };
}

function countsOf(results: readonly QuestionResult[]): Counts {
  const counts: Counts = { questions: results.length, right: 0, refused: 0, wrong: 0, failed: 0 };
  for (const { outcome } of results) counts[outcome]++;
  return counts;
}

/** In the order easy, medium, hard, and then whatever else a suite calls them. */
function byDifficulty(results: readonly QuestionResult[]): Record<string, Counts> {
  const known = ['easy', 'medium', 'hard'];
  const rank = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length);
  const names = [...new Set(results.map(({ difficulty }) => difficulty))];
  names.sort((a, b) => rank(a) - rank(b) || a.localeCompare(b));
  const of = (name: string) => results.filter(({ difficulty }) => difficulty === name);
  return Object.fromEntries(names.map((name) => [name, countsOf(of(name))]));
}

function byKind(results: readonly QuestionResult[]): Record<string, number> {
  const counts = FAILURE_KINDS.map((kind): [string, number] => [
    kind,
    results.filter((result) => result.kind === kind).length,
  ]);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

function spread(values: readonly number[]): Spread {
  return { median: median(values), max: values.reduce((most, value) => Math.max(most, value), 0) };
}
