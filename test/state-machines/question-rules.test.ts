import { describe, expect, it } from '@jest/globals';
import {
  ErrorName,
  REFUSAL_ERRORS,
  REPAIRABLE_ERRORS,
  RETRYABLE_ERRORS,
} from '../../shared/contracts/errors.ts';
import { parseMachine, type State, statesOf, successorsOf } from './support/asl.ts';
import { QUESTION_MACHINE } from './support/run-question.ts';

const machine = parseMachine(QUESTION_MACHINE);
const states = [...statesOf(machine)];
const tasks = states.filter(([, { Type }]) => Type === 'Task');

/** What Step Functions, Lambda and its runtimes say when a call did not get through or not come back. */
const TRANSPORT_ERRORS = [
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

/** Services are called without code of ours: whatever they say but a failed condition may pass. */
const SERVICE_ERRORS = ['States.TaskFailed', 'States.Timeout'];
const CONDITION_FAILED = 'DynamoDB.ConditionalCheckFailedException';

/** Nothing can mend what these models say but asking again. */
const ASKED_AGAIN = ['ClassifyIntent', 'Explain'];

/** Why a task may do without a Catch for everything. */
const WITHOUT_CATCH_ALL: Readonly<Record<string, string>> = {
  Begin: 'no ending can be written while the table does not answer: the finaliser does it',
  Complete: 'the same',
  Notify: 'the job has ended: the finaliser tells subscribers',
  ClassifyIntent: 'caught by Understand, which it is a branch of',
  ApplyGuardrail: 'caught by Understand, which it is a branch of',
};

describe('The rules of the question machine', () => {
  it.each(tasks)('%s has a timeout', (_, { TimeoutSeconds }) => {
    expect(TimeoutSeconds).toBeGreaterThan(0);
  });

  it.each(tasks)('%s retries only what trying again can mend', (name, state) => {
    const allowed = retryableIn(name, state);

    const others = tried(state).flatMap(({ ErrorEquals }) =>
      ErrorEquals.filter((error) => !allowed.includes(error)),
    );

    expect(tried(state).length).toBeGreaterThan(0);
    expect(others).toEqual([]);
  });

  it.each(tasks)('%s retries with growing waits, a ceiling and full jitter', (_, state) => {
    for (const retrier of tried(state)) {
      expect(retrier).toMatchObject({ BackoffRate: 2, JitterStrategy: 'FULL' });
      expect(retrier.MaxDelaySeconds).toBeGreaterThan(retrier.IntervalSeconds ?? Number.NaN);
      expect(retrier.MaxAttempts).toBeLessThanOrEqual(8);
    }
  });

  it.each(states.filter(([name, state]) => canFail(state) && !(name in WITHOUT_CATCH_ALL)))(
    '%s catches whatever is left',
    (_, { Catch }) => {
      expect(Catch.at(-1)?.ErrorEquals).toEqual(['States.ALL']);
    },
  );

  it.each(states)('%s can be reached', (name) => {
    expect(reachable()).toContain(name);
  });

  it('the whole machine waits longer than any of its states', () => {
    const longest = Math.max(...tasks.map(([, { TimeoutSeconds = 0 }]) => TimeoutSeconds));

    expect(machine.TimeoutSeconds).toBeGreaterThan(longest);
  });

  it('names no error that does not exist', () => {
    const known = [
      ...ErrorName.options,
      ...TRANSPORT_ERRORS,
      ...SERVICE_ERRORS,
      CONDITION_FAILED,
      'States.ALL',
    ];
    const named = states.flatMap(([, { Retry, Catch }]) =>
      [...Retry, ...Catch].flatMap((entry) => entry.ErrorEquals),
    );

    expect(named.filter((error) => !known.includes(error))).toEqual([]);
  });

  it('sends refusals to Refuse and what Reflect can mend to MayReflect', () => {
    const catchers = states.flatMap(([, { Catch }]) => Catch);
    const refused = catchers
      .filter(({ Next }) => Next === 'Refuse')
      .flatMap(({ ErrorEquals }) => ErrorEquals);
    const mended = catchers
      .filter(({ Next }) => Next === 'MayReflect')
      .flatMap(({ ErrorEquals }) => ErrorEquals);

    expect(refused.filter((error) => !listed(REFUSAL_ERRORS, error))).toEqual([]);
    expect([...new Set(mended)].sort()).toEqual([...REPAIRABLE_ERRORS].sort());
  });
});

function canFail({ Type }: State): boolean {
  return Type === 'Task' || Type === 'Parallel';
}

/** The retriers that try; one with no attempts takes an error out of those after it. */
function tried({ Retry }: State) {
  return Retry.filter(({ MaxAttempts }) => MaxAttempts !== 0);
}

function retryableIn(name: string, { Resource }: State): readonly string[] {
  if (Resource !== 'arn:aws:states:::lambda:invoke') return SERVICE_ERRORS;
  return [
    ...RETRYABLE_ERRORS,
    ...TRANSPORT_ERRORS,
    ...(ASKED_AGAIN.includes(name) ? ['ModelOutputInvalid'] : []),
  ];
}

function listed(names: readonly string[], name: string): boolean {
  return names.includes(name);
}

function reachable(): Set<string> {
  const byName = statesOf(machine);
  const found = new Set([machine.StartAt]);
  // A set may grow while it is walked: what is added is visited too.
  for (const name of found) {
    const state = byName.get(name);
    for (const next of state ? successorsOf(state) : []) found.add(next);
  }
  return found;
}
