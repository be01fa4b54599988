import { describe, expect, it } from '@jest/globals';
import { sampleEntry } from '../support/sample-entry.ts';
import { stateEnteredBefore } from './support/coverage.ts';
import { type QuestionRun, runQuestion } from './support/run-question.ts';
import { APPROVE, gated, MATCHING, WHY } from './support/scenarios.ts';
import { fail, type Script, times } from './support/script.ts';

const MODEL = ['ModelThrottled', 'ModelUnavailable', 'ModelTimeout'];
const DATABASE = ['DatabaseUnavailable', 'EngineBusy'];
/** Of calls, and of the services behind the function that was called. */
const TRANSPORT = [
  'ServiceUnavailable',
  'Lambda.ClientExecutionTimeoutException',
  'Lambda.ServiceException',
  'Lambda.AWSLambdaException',
  'Lambda.SdkClientException',
  'Lambda.TooManyRequestsException',
  'Lambda.Unknown',
  'Runtime.ExitError',
  'Sandbox.Timedout',
  'States.Timeout',
];
const TABLE = ['DynamoDB.ProvisionedThroughputExceededException', 'DynamoDB.InternalServerErrorException'];
const BUS = ['EventBridge.InternalException', 'EventBridge.ThrottlingException'];

interface Retried {
  readonly state: string;
  readonly errors: readonly string[];
  /** Longest waits in seconds, before each retry. */
  readonly waits: readonly number[];
  /** What the job ends as once they are used up; undefined when the execution fails. */
  readonly finally: 'FAILED' | 'ANSWERED' | undefined;
}

const THREE = [1, 2, 4];
const FIVE = [1, 2, 4, 8, 16];

const RETRIED: readonly Retried[] = [
  { state: 'Begin', errors: TABLE, waits: FIVE, finally: undefined },
  { state: 'Announce', errors: BUS, waits: FIVE, finally: 'FAILED' },
  { state: 'Match', errors: TRANSPORT, waits: [1], finally: 'ANSWERED' },
  { state: 'CheckMatch', errors: [...DATABASE, ...TRANSPORT], waits: THREE, finally: 'ANSWERED' },
  {
    state: 'ClassifyIntent',
    errors: [...MODEL, 'ModelOutputInvalid', ...TRANSPORT],
    waits: THREE,
    finally: 'FAILED',
  },
  { state: 'ApplyGuardrail', errors: [...MODEL, ...TRANSPORT], waits: THREE, finally: 'FAILED' },
  { state: 'GuardRerun', errors: [...MODEL, ...TRANSPORT], waits: THREE, finally: 'FAILED' },
  { state: 'Retrieve', errors: [...MODEL, ...DATABASE, ...TRANSPORT], waits: THREE, finally: 'FAILED' },
  { state: 'Generate', errors: [...MODEL, ...TRANSPORT], waits: THREE, finally: 'FAILED' },
  { state: 'Check', errors: [...DATABASE, ...TRANSPORT], waits: THREE, finally: 'FAILED' },
  { state: 'Execute', errors: [...DATABASE, ...TRANSPORT], waits: THREE, finally: 'FAILED' },
  { state: 'Widen', errors: TRANSPORT, waits: [1], finally: 'ANSWERED' },
  { state: 'Reflect', errors: [...MODEL, ...TRANSPORT], waits: THREE, finally: 'FAILED' },
  {
    state: 'Explain',
    errors: [...MODEL, 'ModelOutputInvalid', ...TRANSPORT],
    waits: [1, 2],
    finally: 'ANSWERED',
  },
  { state: 'Survey', errors: [...MODEL, ...DATABASE, ...TRANSPORT], waits: THREE, finally: 'FAILED' },
  { state: 'Split', errors: [...MODEL, 'ModelOutputInvalid', ...TRANSPORT], waits: THREE, finally: 'FAILED' },
  {
    state: 'Argue',
    errors: [...MODEL, 'ModelOutputInvalid', ...TRANSPORT],
    waits: [1, 2],
    finally: 'ANSWERED',
  },
  { state: 'RequestApproval', errors: TABLE, waits: FIVE, finally: 'FAILED' },
  { state: 'TellApprovers', errors: BUS, waits: FIVE, finally: 'FAILED' },
  {
    state: 'AwaitApproval',
    errors: ['DynamoDb.ProvisionedThroughputExceededException'],
    waits: FIVE,
    finally: 'FAILED',
  },
  { state: 'Resume', errors: TABLE, waits: FIVE, finally: 'FAILED' },
  { state: 'Complete', errors: TABLE, waits: FIVE, finally: undefined },
  { state: 'Notify', errors: BUS, waits: [...FIVE, 30, 30, 30], finally: undefined },
];

const CASES = RETRIED.flatMap(({ errors, ...rest }) => errors.map((error) => ({ ...rest, error })));

/** States whose task is a function. */
const KILLED = RETRIED.filter(({ errors }) => errors.includes('Lambda.Unknown'));

/** Full jitter takes any part of the wait: this random number takes nearly all of it. */
const LONGEST = () => 0.999_999;

describe('A failure worth trying again', () => {
  it.each(CASES)(
    '$error of $state is got over by as many retries as it has',
    async ({ state, error, waits }) => {
      const script = scriptOf(state, error, waits.length);

      const run = await runQuestion({ script, job: jobOf(state), random: LONGEST });

      expect(run.outcome.status).toBe('SUCCEEDED');
      expect(run.ended?.status).toBe('ANSWERED');
      expect(waitsOf(run, state)).toEqual(waits);
    },
  );

  it.each(CASES)(
    '$error of $state goes on to its Catch after the last',
    async ({ state, error, waits, finally: end }) => {
      const script = scriptOf(state, error, waits.length + 1);

      const run = await runQuestion({ script, job: jobOf(state) });

      if (end) expect(run.ended?.status).toBe(end);
      else expect(run.outcome).toMatchObject({ status: 'FAILED', error });
    },
  );

  it.each(KILLED)(
    '$state is tried as often when its function breaks off after all tries of a service',
    async (each) => {
      const { state, waits } = each;
      const away = times(waits.length, fail('ServiceUnavailable'));
      const killed = times(waits.length, fail('Lambda.Unknown'));
      const script = { ...scriptOf(state, '', 0), [state]: [...away, ...killed] };

      const run = await runQuestion({ script, job: jobOf(state), random: LONGEST });

      expect(run.ended?.status).toBe('ANSWERED');
      expect(waitsOf(run, state)).toEqual([...waits, ...waits]);
    },
  );

  it('waits any part of the time, down to none', async () => {
    const script = scriptOf('Generate', 'ModelThrottled', 3);

    const run = await runQuestion({ script, random: () => 0 });

    expect(waitsOf(run, 'Generate')).toEqual([0, 0, 0]);
  });

  it('tells the task which try it is, so that each is recorded as a step of its own', async () => {
    const { calls } = await runQuestion({ script: scriptOf('Generate', 'ModelThrottled', 2) });

    const tries = calls
      .filter(({ state }) => state === 'Generate')
      .map(({ payload }) => Object(payload.step));
    expect(tries.map(({ retry }) => retry)).toEqual([0, 1, 2]);
    expect(new Set(tries.map(({ enteredAt }) => enteredAt)).size).toBe(1);
  });

  it('does not wait to learn that a job has ended', async () => {
    const script = { Complete: [fail('DynamoDB.ConditionalCheckFailedException')] };

    const { writes } = await runQuestion({ script });

    expect(writes.filter(({ state }) => state === 'Complete')).toHaveLength(1);
  });
});

const APPROVING = ['RequestApproval', 'TellApprovers', 'AwaitApproval', 'Resume'];

/** Reflect is reached through SQL that failed, approval through SQL that costs much. */
function scriptOf(state: string, error: string, count: number): Script {
  return {
    ...(state === 'CheckMatch' && MATCHING),
    ...(['Survey', 'Split', 'Argue'].includes(state) && WHY),
    ...(state === 'Widen' && { Check: times(2, fail('UnknownColumn')) }),
    ...(state === 'Reflect' && { Check: [fail('UnknownColumn')] }),
    ...(APPROVING.includes(state) && gated(APPROVE)),
    [state]: times(count, fail(error)),
  };
}

/** GuardRerun is of reruns only. */
const jobOf = (state: string) => (state === 'GuardRerun' ? { entry: sampleEntry() } : {});

/** Seconds between each failure of a state and its next try, rounded. */
function waitsOf({ outcome: { history } }: QuestionRun, state: string): number[] {
  const mine = history.filter((event) => stateEnteredBefore(history, event) === state);
  const failed = mine.filter(({ type }) => type === 'TaskFailed' || type === 'TaskTimedOut');
  const scheduled = mine.filter(({ type }) => type === 'TaskScheduled').slice(1);
  return failed.map(({ at }, index) => Math.round(((scheduled[index]?.at ?? Number.NaN) - at) / 1000));
}
