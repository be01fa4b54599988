import { describe, expect, it } from '@jest/globals';
import { type QuestionRun, runQuestion } from './support/run-question.ts';
import { MATCHING } from './support/scenarios.ts';
import { fail, reply, type Script, times } from './support/script.ts';
import { TASK_CONTRACTS } from './support/task-contracts.ts';

const FILTERS = [
  { table: 'northwind.customers', column: 'country', match: 'whole', fold: 'none', literals: ['Germny'] },
];

const sent = ({ calls }: QuestionRun, state: string, field: string) =>
  calls.filter((call) => call.state === state).map(({ payload }) => payload[field]);

describe('An empty result', () => {
  it('is looked into with the conditions that Check found', async () => {
    const checked = { ...Object(TASK_CONTRACTS.Check?.reply), filters: FILTERS };

    const run = await runQuestion({ script: { Check: [reply(checked)] } });

    expect(sent(run, 'Execute', 'filters')).toEqual([FILTERS]);
    expect(sent(run, 'Execute', 'examine')).toEqual([true]);
  });

  it('is believed after it was mended once', async () => {
    const run = await runQuestion({ script: { Execute: [fail('SuspiciousEmptyResult')] } });

    expect(sent(run, 'Execute', 'examine')).toEqual([true, false]);
    expect(run.ended?.status).toBe('ANSWERED');
  });

  it('is believed when no other SQL may be written', async () => {
    const retrieved = { ...Object(TASK_CONTRACTS.Retrieve?.reply), maxAttempts: 1 };

    const run = await runQuestion({ script: { Retrieve: [reply(retrieved)] } });

    expect(sent(run, 'Execute', 'examine')).toEqual([false]);
  });

  it('of a verified query sends the question the usual way, where it is looked into again', async () => {
    const script: Script = { ...MATCHING, Execute: [fail('SuspiciousEmptyResult')] };

    const run = await runQuestion({ script });

    expect(sent(run, 'Execute', 'examine')).toEqual([true, true]);
    expect(run.visited).toContain('Generate');
  });
});

describe('A second repair', () => {
  it('is shown more, and told that it is the third SQL', async () => {
    const run = await runQuestion({ script: { Check: times(2, fail('UnknownColumn')) } });

    expect(sent(run, 'Widen', 'wider')).toEqual([true]);
    expect(sent(run, 'Reflect', 'contextKey')).toEqual([
      Object(TASK_CONTRACTS.Retrieve?.reply).contextKey,
      Object(TASK_CONTRACTS.Widen?.reply).contextKey,
    ]);
    expect(sent(run, 'Reflect', 'attempt')).toEqual([2, 3]);
  });
});
