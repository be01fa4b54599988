import { describe, expect, it } from '@jest/globals';
import {
  createStepFunctions,
  type StepFunctionsOptions,
} from '../../../../local/step-functions/create-step-functions.ts';
import { until } from '../support/until.ts';
import { invoke, machine } from './cases/language-case.ts';

type InvokeLambda = NonNullable<StepFunctionsOptions['integrations']['invokeLambda']>;

const CALLBACK = 'arn:aws:states:::lambda:invoke.waitForTaskToken';
const NAME = { of: '{% $states.context.Execution.Name %}' };
const two = machine({ A: invoke('a', NAME, { Next: 'B' }), B: invoke('b', NAME) });

/** Time that passes when a test says so. */
function handClock() {
  let now = Date.parse('2026-01-01T00:00:00Z');
  const timers = new Set<{ at: number; fire: () => void }>();
  return {
    now: () => now,
    setTimer: (ms: number, fire: () => void) => {
      const timer = { at: now + ms, fire };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    pass: (ms: number) => {
      now += ms;
      for (const { at, fire } of timers) if (at <= now) fire();
    },
  };
}

/** A machine of which so many functions may be called at once; each call stays until it is answered. */
function withTurns(mostCalls: number, definition: object) {
  const clock = handClock();
  const calls: { name: string; input: unknown; answer: () => void }[] = [];
  let most = 0;
  let underWay = 0;
  const invokeLambda: InvokeLambda = (name, input) => {
    underWay += 1;
    most = Math.max(most, underWay);
    return new Promise((resolve) => {
      const answer = () => {
        underWay -= 1;
        resolve({ payload: {} });
      };
      calls.push({ name, input, answer });
    });
  };
  const stepFunctions = createStepFunctions({ integrations: { invokeLambda }, mostCalls, clock });
  const { stateMachineArn } = stepFunctions.createStateMachine({
    name: 'm',
    definition: JSON.stringify(definition),
  });
  const start = (name: string) => stepFunctions.startExecution({ stateMachineArn, name });
  return { stepFunctions, clock, calls, start, mostAtOnce: () => most };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('calls of functions', () => {
  it('are never more at once than may be, and all are made', async () => {
    const { calls, start, stepFunctions, mostAtOnce } = withTurns(2, two);
    const ends = Array.from({ length: 5 }, (_, index) => start(`e${index}`).ended);
    await settled();
    const waiting = stepFunctions.waiting();

    for (let done = 0; done < 10; done++) {
      await until(() => calls.length > done);
      calls[done]?.answer();
    }

    expect((await Promise.all(ends)).map(({ status }) => status)).toEqual(Array(5).fill('SUCCEEDED'));
    expect([waiting, mostAtOnce(), stepFunctions.waiting()]).toEqual([3, 2, 0]);
  });

  it('are those of the oldest execution first', async () => {
    const { calls, clock, start } = withTurns(1, two);
    for (const name of ['first', 'second', 'third']) {
      start(name);
      clock.pass(1_000);
    }
    await settled();

    for (let done = 0; done < 5; done++) {
      calls[done]?.answer();
      await until(() => calls.length > done + 1);
    }

    expect(calls.map(({ name, input }) => `${Object(input).of} ${name}`)).toEqual([
      'first a',
      'second a',
      'first b',
      'second b',
      'third a',
      'third b',
    ]);
  });

  it('that wait are given up with their execution, and the others go on', async () => {
    const { calls, start, stepFunctions } = withTurns(1, two);
    start('first');
    const { executionArn, ended } = start('second');
    start('third');
    await settled();

    stepFunctions.execution(executionArn).stop();
    const { status } = await ended;
    calls[0]?.answer();
    await until(() => calls.length === 2);

    expect([status, stepFunctions.waiting()]).toEqual(['ABORTED', 1]);
  });

  it('have their time from their turn on', async () => {
    const { calls, clock, start } = withTurns(
      1,
      machine({ A: invoke('a', {}, { TimeoutSeconds: 10, End: true }) }),
    );
    const first = start('first');
    const second = start('second');
    await settled();
    clock.pass(8_000);
    calls[0]?.answer();
    await until(() => calls.length === 2);
    clock.pass(8_000);
    await settled();
    calls[1]?.answer();

    const ends = await Promise.all([first.ended, second.ended]);
    expect(ends.map(({ status }) => status)).toEqual(['SUCCEEDED', 'SUCCEEDED']);
  });

  it('that wait for a token leave their turn to others', async () => {
    const task = { Type: 'Task', Resource: CALLBACK, Arguments: { FunctionName: 'f' }, End: true };
    const { calls, start, stepFunctions } = withTurns(1, machine({ A: task }));
    start('first');
    start('second');
    await settled();

    calls[0]?.answer();
    await until(() => calls.length === 2);

    expect(stepFunctions.waiting()).toBe(0);
  });
});
