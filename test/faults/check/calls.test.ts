import { describe, expect, it } from '@jest/globals';
import { toItem } from '../../../shared/jobs/job-item.ts';
import { newJob, newStep } from '../../support/question-records.ts';
import { wrongCalls } from './calls.ts';
import type { Observed } from './observed.ts';

const paid = { model: 'm', tokensIn: 1, tokensOut: 1, tokensCached: 0, costUsd: 0 };
const job = newJob({
  status: 'ANSWERED',
  steps: [
    { ...newStep('Retrieve'), ...paid },
    { ...newStep('Generate'), ...paid, prompts: { 'sql-postgres': 'a' } },
    { ...newStep('Explain'), ...paid, prompts: { explain: 'b' }, calls: 2 },
    { ...newStep('Reflect'), prompts: { reflect: 'c' } },
  ],
});
const seen = (answeredCalls: number): Observed => ({
  items: [toItem(job)],
  answeredCalls,
  ...{ events: [], uploads: [], runningExecutions: [] },
});

const refused = { kind: 'S3 answers 500' };
const killed = { kind: 'the whole stack killed', mayLoseReplies: true } as const;

describe('calls of models', () => {
  it('are as many as were answered: embeddings, and those that failed, are none', () => {
    expect(wrongCalls(0, seen(3), [refused])).toEqual([]);
  });

  it('are not more than were answered, whatever was lost before', () => {
    const what = (before: number, answered: number) =>
      wrongCalls(before, seen(answered), [killed]).map((each) => each.what);

    expect(what(0, 2)).toEqual([
      '1 more calls came into steps than were answered, after the whole stack killed',
    ]);
    expect(what(2, 4)).toEqual([
      '1 more calls came into steps than were answered, after the whole stack killed',
    ]);
  });

  it('are lost only to what takes them away', () => {
    expect(wrongCalls(0, seen(4), [refused])).toHaveLength(1);
    expect(wrongCalls(1, seen(4), [refused])).toEqual([]);
    expect(wrongCalls(0, seen(4), [refused, killed])).toEqual([]);
  });
});
