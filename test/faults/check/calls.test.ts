import { describe, expect, it } from '@jest/globals';
import { toItem } from '../../../shared/jobs/job-item.ts';
import { newJob, newStep } from '../../support/question-records.ts';
import { lostCalls, noCallIsInvented } from './calls.ts';
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

describe('calls of models', () => {
  it('are as many as were answered: embeddings, and those that failed, are none', () => {
    expect(noCallIsInvented.check(seen(3), [])).toEqual([]);
    expect(lostCalls(0, seen(3), ['S3 answers 500'])).toEqual([]);
  });

  it('are not more than were answered', () => {
    expect(noCallIsInvented.check(seen(2), [])).toEqual(['1 more calls in steps than were answered']);
  });

  it('are lost only to what takes them away', () => {
    expect(lostCalls(0, seen(4), ['S3 answers 500'])).toHaveLength(1);
    expect(lostCalls(1, seen(4), ['S3 answers 500'])).toEqual([]);
    expect(lostCalls(0, seen(4), ['S3 answers 500', 'the whole stack killed'])).toEqual([]);
  });
});
