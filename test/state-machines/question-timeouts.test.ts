import { describe, expect, it } from '@jest/globals';
import { QUESTION_MACHINE, runQuestion } from './support/run-question.ts';
import { APPROVE, gated } from './support/scenarios.ts';
import { always, fail, hang, reply, times } from './support/script.ts';

describe('What takes too long', () => {
  it.each([
    'Begin',
    'Announce',
    'Match',
    'ClassifyIntent',
    'Retrieve',
    'Check',
    'Execute',
    'Explain',
    'Complete',
    'Notify',
  ])('a call of %s that hangs once is given up and tried again', async (state) => {
    const { outcome, ended } = await runQuestion({ script: { [state]: [hang] } });

    expect(outcome.history.map(({ type }) => type)).toContain('TaskTimedOut');
    expect(ended?.status).toBe('ANSWERED');
  });

  it('a task that always hangs fails the question', async () => {
    const { ended } = await runQuestion({ script: { Check: always(hang) } });

    expect(ended?.ending.error).toMatchObject({
      name: 'Internal',
      message: expect.stringContaining('States.Timeout'),
    });
  });

  it('a job table that always hangs fails the execution', async () => {
    const { outcome } = await runQuestion({ script: { Begin: always(hang) } });

    expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
  });

  it('the whole execution times out, and its status change says so to the finaliser', async () => {
    const definition = JSON.stringify({ ...JSON.parse(QUESTION_MACHINE), TimeoutSeconds: 900 });

    const { outcome, statusChanges, ended } = await runQuestion({
      definition,
      script: { Execute: always(hang) },
    });

    expect(outcome.status).toBe('TIMED_OUT');
    expect(ended).toBeUndefined();
    expect(statusChanges.map(({ detail }) => detail.status)).toEqual(['RUNNING', 'TIMED_OUT']);
    expect(JSON.parse(statusChanges[1]?.detail.input ?? '')).toMatchObject({
      id: '01JC0000000000000000000000',
    });
  });

  it('no other SQL is written once a quarter of an hour has passed', async () => {
    const { ended, visited } = await runQuestion({
      script: { Execute: [hang, hang, fail('GroupingError')] },
    });

    expect(visited).not.toContain('Reflect');
    expect(ended?.ending.error?.message).toBe(
      'No working SQL after 1 attempt; the last one failed with GroupingError.',
    );
  });

  it('the time that approval took does not count', async () => {
    const { ended, visited } = await runQuestion({
      script: {
        ...gated(APPROVE),
        ClassifyIntent: times(3, hang),
        Retrieve: times(3, hang),
        Execute: [fail('GroupingError')],
      },
    });

    expect(visited).toContain('Reflect');
    expect(ended?.status).toBe('ANSWERED');
  });

  it('an approval that nobody decides on expires after the time its source gives', async () => {
    const { outcome, ended } = await runQuestion({ script: { ...gated(APPROVE), AwaitApproval: [hang] } });

    const at = (type: string) => outcome.history.find((event) => event.type === type)?.at ?? Number.NaN;
    expect(ended?.ending.error).toMatchObject({
      name: 'ApprovalDenied',
      message: expect.stringContaining('expired'),
    });
    expect(at('TaskTimedOut') - at('TaskSubmitted')).toBe(6 * 3600 * 1000);
  });

  it('an answer larger than a state may carry fails the execution, which no Catch may hold up', async () => {
    const answer = 'x'.repeat(300_000);

    const { outcome, statusChanges } = await runQuestion({
      script: { Explain: [reply({ answer, chart: null, assumptions: [] })] },
    });

    expect(outcome).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    expect(statusChanges.at(-1)?.detail.status).toBe('FAILED');
  });
});
