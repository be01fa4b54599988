import { describe, expect, it } from '@jest/globals';
import { QUESTION_EVENTS } from '../../shared/contracts/events.ts';
import { sampleEntry } from '../support/sample-entry.ts';
import { type QuestionRun, runQuestion } from './support/run-question.ts';
import type { Scenario } from './support/scenario.ts';
import { READING, SCENARIOS } from './support/scenarios.ts';

describe('Each path of the question machine', () => {
  it.each(SCENARIOS)('$title', async (scenario) => {
    const run = await runQuestion(scenario);

    expect(summaryOf(run)).toEqual(expectationOf(scenario));
  });
});

describe('The guardrail of a rerun', () => {
  it.each([
    ['what goes on elsewhere', 'Factors' as const, ['Why fewer orders?', 'orders by month']],
    ['no more than its words of one that is read anew', 'Understand' as const, []],
  ])('is shown %s', async (_, state, understoodAs) => {
    const understood = { intent: 'reasoning' as const, standaloneQuestion: 'Why fewer orders?' };
    const entry = sampleEntry({ state, understood, factors: [{ question: 'orders by month' }] });

    const { calls } = await runQuestion({ job: { entry } });

    expect(calls.find((call) => call.state === 'GuardRerun')?.payload.understoodAs).toEqual(understoodAs);
  });
});

function summaryOf(run: QuestionRun) {
  const { visited, outcome, ended, events } = run;
  return {
    path: visited.join(' '),
    status: ended?.status,
    error: ended?.ending.error?.name,
    executionError: outcome.error,
    output: outcome.output,
    told: [...new Set(events.map(({ detailType }) => detailType))],
  };
}

function expectationOf({ path, status, error, executionError, job }: Scenario) {
  const whole = path.startsWith('Begin') ? path : `${READING.join(' ')} ${path}`;
  const final =
    status && whole.includes('Notify') ? [QUESTION_EVENTS[status === 'RUNNING' ? 'FAILED' : status]] : [];
  const succeeds = executionError === undefined;
  const asked = whole
    .split(' ')
    .filter((name) => name === 'TellApprovers')
    .map(() => 'Approval Requested');
  return {
    path: whole,
    status,
    error,
    executionError,
    output: succeeds ? { jobId: job?.id ?? '01JC0000000000000000000000', status } : undefined,
    told: [...(whole.includes('Announce') ? ['Question Submitted'] : []), ...new Set(asked), ...final],
  };
}
