import type { Spread, Summary } from './summary.ts';

const KEYS = ['questions', 'right', 'refused', 'wrong', 'failed'] as const;

/** The summary as a table for people. */
export function renderSummary(summary: Summary): string {
  const levels = Object.entries(summary.byDifficulty);
  const rows = [...levels, ['all', summary] as const];
  const name = Math.max(...rows.map(([label]) => label.length), 'difficulty'.length);
  const head = ['difficulty'.padEnd(name), ...KEYS.map((key) => key.padStart(WIDTH))].join('');
  const lines = rows.map(([label, counts]) =>
    [label.padEnd(name), ...KEYS.map((key) => cell(key, counts))].join(''),
  );
  return [head, ...lines, '', ...figures(summary)].join('\n');
}

const WIDTH = 14;

function cell(key: (typeof KEYS)[number], counts: Record<(typeof KEYS)[number], number>): string {
  if (key === 'questions') return String(counts.questions).padStart(WIDTH);
  const share = counts.questions === 0 ? 0 : (100 * counts[key]) / counts.questions;
  return `${counts[key]}  ${share.toFixed(1).padStart(5)}%`.padStart(WIDTH);
}

function figures(summary: Summary): string[] {
  const kinds = Object.entries(summary.byKind).map(([kind, count]) => `${kind} ${count}`);
  const { attempts, tokensPerQuestion, tokensPerCall, costUsd, latencyMs, notAsked } = summary;
  return [
    ...(kinds.length > 0 ? [`not right      ${kinds.join(', ')}`] : []),
    `attempts       median ${attempts.median}, most ${attempts.max}`,
    `tokens         a question ${inOut(tokensPerQuestion)}; a call ${inOut(tokensPerCall)}`,
    `cost           $${costUsd.toFixed(4)}`,
    `latency        p50 ${latencyMs.p50} ms, p95 ${latencyMs.p95} ms`,
    ...(notAsked > 0 ? [`not asked      ${notAsked}${summary.interrupted ? ' (interrupted)' : ''}`] : []),
  ];
}

function inOut(tokens: { in: Spread; out: Spread }): string {
  return `${spread(tokens.in)} in, ${spread(tokens.out)} out`;
}

const spread = ({ median, max }: Spread) => `${median} (most ${max})`;
