import { describe, expect, it } from '@jest/globals';
import {
  compareWithBaseline,
  renderComparison,
} from '../../../../commands/eval/report/compare-with-baseline.ts';
import { progressOn } from '../../../../commands/eval/report/progress.ts';
import { renderSummary } from '../../../../commands/eval/report/render-summary.ts';
import { summarise } from '../../../../commands/eval/report/summary.ts';
import type { QuestionResult } from '../../../../commands/eval/result.ts';

function result(
  id: string,
  outcome: QuestionResult['outcome'],
  more: Partial<QuestionResult> = {},
): QuestionResult {
  const calls = [
    { state: 'ClassifyIntent', tokensIn: 100, tokensOut: 10 },
    { state: 'Generate', tokensIn: 300, tokensOut: 30 },
  ];
  const spent = { sql: 'SELECT 1', attempts: 1, tokens: 440, ms: 20, costUsd: 0.5, calls };
  return { id, outcome, difficulty: 'easy', ...spent, ...more };
}

describe('the summary of a run', () => {
  const results = [
    result('a', 'right'),
    result('b', 'wrong', { kind: 'linking', difficulty: 'hard', attempts: 3, ms: 40 }),
    result('c', 'refused', { kind: 'generation', difficulty: 'medium', calls: [], ms: 10 }),
    result('d', 'failed', { kind: 'model', ms: 1_000 }),
  ];

  it('counts outcomes, difficulties and kinds, and sums up what it took', () => {
    expect(summarise(results, 6, true)).toEqual({
      summary: true,
      questions: 4,
      right: 1,
      refused: 1,
      wrong: 1,
      failed: 1,
      notAsked: 2,
      interrupted: true,
      byDifficulty: {
        easy: { questions: 2, right: 1, refused: 0, wrong: 0, failed: 1 },
        medium: { questions: 1, right: 0, refused: 1, wrong: 0, failed: 0 },
        hard: { questions: 1, right: 0, refused: 0, wrong: 1, failed: 0 },
      },
      byKind: { linking: 1, generation: 1, model: 1 },
      attempts: { median: 1, max: 3 },
      tokensPerQuestion: { in: { median: 400, max: 400 }, out: { median: 40, max: 40 } },
      tokensPerCall: { in: { median: 200, max: 300 }, out: { median: 20, max: 30 } },
      costUsd: 2,
      latencyMs: { p50: 30, p95: 1_000 },
    });
  });

  it('is shown to people with shares', () => {
    const text = renderSummary(summarise(results, 4, false));

    expect(text).toContain(
      'hard                   1     0    0.0%     0    0.0%     1  100.0%     0    0.0%',
    );
    expect(text).toContain('not right      linking 1, generation 1, model 1');
  });

  it('has figures when nothing was asked', () => {
    expect(renderSummary(summarise([], 0, true))).toContain('latency        p50 0 ms, p95 0 ms');
  });
});

describe('a comparison with an earlier run', () => {
  const byId = (results: readonly QuestionResult[]) =>
    new Map(results.map((each) => [String(each.id), each]));
  const before = byId([
    result('kept', 'right'),
    result('lost', 'right'),
    result('gained', 'refused'),
    result('still', 'refused'),
    result('gone', 'right'),
  ]);
  const now = byId([
    result('kept', 'right'),
    result('lost', 'refused'),
    result('gained', 'right'),
    result('still', 'wrong'),
    result('new', 'wrong'),
  ]);

  it('tells losses, gains and other changes, question by question', () => {
    expect(compareWithBaseline(before, now)).toEqual({
      losses: [{ id: 'lost', from: 'right', to: 'refused' }],
      gains: [{ id: 'gained', from: 'refused', to: 'right' }],
      others: [{ id: 'still', from: 'refused', to: 'wrong' }],
      added: ['new'],
      missing: ['gone'],
    });
  });

  it('names every question that changed, losses first', () => {
    expect(renderComparison(compareWithBaseline(before, now)).split('\n')).toEqual([
      'Against the baseline: 1 lost, 1 gained, 1 changed otherwise, 1 new, 1 not asked.',
      '  lost   lost: right -> refused',
      '  gained gained: refused -> right',
      '         still: refused -> wrong',
    ]);
  });
});

describe('progress', () => {
  it('is silent for two seconds, then says counts, rate and time left', () => {
    const lines: string[] = [];
    let now = 0;
    const progress = progressOn({ write: (text) => lines.push(text) }, 100, () => now);

    for (const at of [1_000, 2_500, 5_000, 13_000]) {
      now = at;
      progress.add(result('x', at === 1_000 ? 'wrong' : 'right'));
    }

    expect(lines).toEqual([
      '2/100  right 1, refused 0, wrong 1  0.8/s  2 min 03 s left\n',
      '4/100  right 3, refused 0, wrong 1  0.3/s  5 min 12 s left\n',
    ]);
  });

  it('writes over its line on a terminal and clears it at the end', () => {
    const lines: string[] = [];
    let now = 0;
    const progress = progressOn({ isTTY: true, write: (text) => lines.push(text) }, 2, () => now);

    now = 4_000;
    progress.add(result('x', 'right'));
    progress.end();

    expect(lines).toEqual(['\r1/2  right 1, refused 0, wrong 0  0.3/s  4 s left\u001b[K', '\r\u001b[K']);
  });
});
