import { describe, expect, it } from '@jest/globals';
import { MAX_APPROVAL_MINUTES } from '../../shared/contracts/configuration.ts';
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
const CONDITION_FAILED = ['DynamoDB', 'DynamoDb'].map((name) => `${name}.ConditionalCheckFailedException`);

/** Nothing can mend what these models say but asking again. */
const ASKED_AGAIN = ['ClassifyIntent', 'Split', 'Explain', 'Argue'];

/** Why a task may do without a Catch for everything. */
const WITHOUT_CATCH_ALL: Readonly<Record<string, string>> = {
  Begin: 'no ending can be written while the table does not answer: the finaliser does it',
  Complete: 'the same',
  Notify: 'the job has ended: the finaliser tells subscribers',
  Factors: 'each of its states catches whatever is left, and names the factor as missing',
  Compare: 'each of its states catches whatever is left, and the candidate has no vote',
};

describe('The rules of the question machine', () => {
  it.each(tasks.filter(([, state]) => JSON.stringify(state).includes('EnteredTime')))(
    '%s tells its task which execution it is part of, for the log',
    (_, state) => {
      expect(JSON.stringify(state)).toContain('"executionArn":"{% $states.context.Execution.Id %}"');
    },
  );

  it.each(tasks)('%s has a timeout', (name, { TimeoutSeconds }) => {
    if (name === 'AwaitApproval') expect(TimeoutSeconds).toBe('{% $gate.expirySeconds %}');
    else expect(TimeoutSeconds).toBeGreaterThan(0);
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

  it('the whole machine waits longer than all its attempts may take, approval of each included', () => {
    const working = tasks.reduce((sum, [, state]) => sum + longestSeconds(state), 0);
    const approving = MAX_APPROVAL_MINUTES * 60;

    expect(machine.TimeoutSeconds).toBeGreaterThan(MAX_ATTEMPTS * (working + approving));
  });

  it('names no error that does not exist', () => {
    const known = [
      ...ErrorName.options,
      ...TRANSPORT_ERRORS,
      ...SERVICE_ERRORS,
      ...CONDITION_FAILED,
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

/** The most attempts that a source's configuration allows. */
const MAX_ATTEMPTS = 5;

/** Of all tries of a state and the waits between them; AwaitApproval's own time is what approvers have. */
function longestSeconds({ TimeoutSeconds, Retry }: State): number {
  const tries = 1 + Math.max(0, ...Retry.map(({ MaxAttempts = 3 }) => MaxAttempts));
  const wait = Math.max(0, ...Retry.map(({ MaxDelaySeconds = 0 }) => MaxDelaySeconds));
  return tries * (Number.isInteger(TimeoutSeconds) ? Number(TimeoutSeconds) + wait : wait);
}

function canFail({ Type }: State): boolean {
  return ['Task', 'Parallel', 'Map'].includes(Type);
}

/** The retriers that try; one with no attempts takes an error out of those after it. */
function tried({ Retry }: State) {
  return Retry.filter(({ MaxAttempts }) => MaxAttempts !== 0);
}

function retryableIn(name: string, { Resource }: State): readonly string[] {
  // Its timeout is the end of what it waits for.
  if (name === 'AwaitApproval') return ['States.TaskFailed'];
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
