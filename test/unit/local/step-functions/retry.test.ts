import { describe, expect, it } from '@jest/globals';
import { runDefinition } from '../../../../local/step-functions/run-definition.ts';
import { VirtualClock } from '../../../../local/step-functions/virtual-clock.ts';
import { invoke, machine } from './cases/language-case.ts';

/** Runs a task that fails with these errors in turn; gives the end and the seconds at which it was called. */
async function callTimes(errors: string[], retry: object[], random = () => 0.5) {
  const clock = new VirtualClock();
  const start = clock.now();
  const seconds: number[] = [];
  const invokeLambda = async () => {
    const errorType = errors[seconds.length];
    seconds.push((clock.now() - start) / 1000);
    return errorType ? { payload: { errorType }, functionError: 'Unhandled' } : { payload: 'fine' };
  };
  const definition = machine({
    A: invoke('f', { n: '{% $states.context.State.RetryCount %}' }, { Retry: retry }),
  });
  const { status, error, history } = await runDefinition(definition, {}, { invokeLambda }, { clock, random });
  const payloads = history
    .filter(({ type }) => type === 'TaskScheduled')
    .map(({ details }) => details?.parameters);
  return { status, error, seconds, payloads };
}

describe('Retry', () => {
  it('waits one second, then twice as long each time, three times unless told otherwise', async () => {
    const { status, seconds } = await callTimes(['X', 'X', 'X', 'X'], [{ ErrorEquals: ['X'] }]);

    expect({ status, seconds }).toEqual({ status: 'FAILED', seconds: [0, 1, 3, 7] });
  });

  it('ends the waiting when a try succeeds', async () => {
    const { status, seconds } = await callTimes(['X'], [{ ErrorEquals: ['X'] }]);

    expect({ status, seconds }).toEqual({ status: 'SUCCEEDED', seconds: [0, 1] });
  });

  it('follows IntervalSeconds, BackoffRate and MaxDelaySeconds', async () => {
    const retry = {
      ErrorEquals: ['X'],
      IntervalSeconds: 2,
      BackoffRate: 3,
      MaxDelaySeconds: 10,
      MaxAttempts: 4,
    };

    const { seconds } = await callTimes(['X', 'X', 'X', 'X'], [retry]);

    expect(seconds).toEqual([0, 2, 8, 18, 28]);
  });

  it('takes a random part of the wait with full jitter', async () => {
    const { seconds } = await callTimes(
      ['X', 'X'],
      [{ ErrorEquals: ['X'], JitterStrategy: 'FULL' }],
      () => 0.25,
    );

    expect(seconds).toEqual([0, 0.25, 0.75]);
  });

  it('counts the attempts of each retrier for itself, as in the documented example', async () => {
    const retriers = [
      { ErrorEquals: ['A', 'B'], IntervalSeconds: 1, BackoffRate: 2, MaxAttempts: 2 },
      { ErrorEquals: ['C'], IntervalSeconds: 5 },
    ];

    const { error, seconds } = await callTimes(['A', 'B', 'C', 'B'], retriers);

    expect({ error, seconds }).toEqual({ error: 'B', seconds: [0, 1, 3, 8] });
  });

  it('does not retry with MaxAttempts 0, nor by a later retrier that also matches', async () => {
    const retriers = [{ ErrorEquals: ['X'], MaxAttempts: 0 }, { ErrorEquals: ['States.ALL'] }];

    const { seconds } = await callTimes(['X'], retriers);

    expect(seconds).toEqual([0]);
  });

  it('shows the retry count to expressions', async () => {
    const { payloads } = await callTimes(['X'], [{ ErrorEquals: ['X'] }]);

    expect(payloads).toEqual([expect.stringContaining('{"n":0}'), expect.stringContaining('{"n":1}')]);
  });
});
