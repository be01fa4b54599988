import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createStepFunctions,
  type StepFunctions,
} from '../../../../../local/step-functions/create-step-functions.ts';
import { StateFailure } from '../../../../../local/step-functions/errors.ts';
import type { JsonObject } from '../../../../../local/step-functions/json.ts';
import { startWireServer } from '../../../../../local/wire/wire-server.ts';
import { SteppingClock } from '../../../../support/stepping-clock.ts';
import { clientSettings } from '../../support/aws-client-settings.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { until } from '../../support/until.ts';
import { invoke, machine } from '../cases/language-case.ts';
import { copyJournal, journalIn } from './observed-journal.ts';

const ARN = 'arn:aws:states:us-east-1:000000000000:stateMachine:m';
const ONE = 'arn:aws:states:us-east-1:000000000000:execution:m:one';

let dir: string;
let clock: SteppingClock;
let lives: StepFunctions[];
/** What functions and queues were called with; a call of `hang` is never answered. */
let calls: unknown[];
let statuses: string[];

beforeEach(async () => {
  dir = await temporaryFolder();
  clock = new SteppingClock();
  lives = [];
  calls = [];
  statuses = [];
});

afterEach(() => {
  for (const life of lives) life.close();
});

/** An interpreter over what the one before has written by now, as after a kill. */
function live(definition: JsonObject): StepFunctions {
  const name = `life-${lives.length}`;
  if (lives.length > 0) copyJournal(dir, `life-${lives.length - 1}`, name);
  const stepFunctions = createStepFunctions({
    clock,
    journal: journalIn(dir, name),
    publish: ({ detail }) => void statuses.push(detail.status),
    integrations: {
      invokeLambda: async (function_, payload) => {
        calls.push(payload);
        return function_ === 'hang' ? new Promise(() => {}) : { payload };
      },
      callService: async ({ input }) => {
        calls.push(input.MessageBody);
        return { MessageId: 'm' };
      },
    },
  });
  lives.push(stepFunctions);
  stepFunctions.createStateMachine({ name: 'm', definition: JSON.stringify(definition) });
  return stepFunctions;
}

const startOne = (stepFunctions: StepFunctions) =>
  stepFunctions.startExecution({ stateMachineArn: ARN, name: 'one', input: '{"n":1}' });

/** Lets what can go on do so. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

const called = (times: number) => until(() => calls.length >= times);

const WAITING = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Arguments: { QueueUrl: 'q', MessageBody: '{% $states.context.Task.Token %}' },
};

describe('after a kill', () => {
  it('a Wait waits for the rest of its time', async () => {
    const definition = machine({ W: { Type: 'Wait', Seconds: 90, End: true } });
    startOne(live(definition));
    await settled();
    clock.advance(60);
    const second = live(definition);
    second.resume();
    await settled();

    clock.advance(29);
    await settled();
    const before = second.execution(ONE).status;
    clock.advance(1);
    await second.execution(ONE).ended;

    expect([before, second.execution(ONE).status]).toEqual(['RUNNING', 'SUCCEEDED']);
  });

  it.each([
    ['execution', machine({ A: invoke('hang', {}) }, { TimeoutSeconds: 100 }), 'TIMED_OUT'],
    ['task', machine({ A: invoke('hang', {}, { TimeoutSeconds: 100 }) }), 'FAILED'],
    ['token', machine({ A: { ...WAITING, TimeoutSeconds: 100, End: true } }), 'FAILED'],
  ])('the time of an %s counts from its first start', async (_what, definition, status) => {
    startOne(live(definition));
    await called(1);
    clock.advance(70);
    const second = live(definition);
    second.resume();
    await settled();
    clock.advance(29);
    await settled();
    const before = second.execution(ONE).status;

    clock.advance(1);

    expect(before).toBe('RUNNING');
    expect(await second.execution(ONE).ended).toMatchObject({ status, error: 'States.Timeout' });
  });

  it('a task whose time has passed meanwhile has timed out', async () => {
    const definition = machine({ A: invoke('hang', {}, { TimeoutSeconds: 100 }) });
    startOne(live(definition));
    await called(1);
    clock.advance(500);
    const second = live(definition);

    second.resume();
    await settled();
    clock.advance(0);

    expect(await second.execution(ONE).ended).toMatchObject({ error: 'States.Timeout' });
  });

  it('a task runs again with the arguments it had', async () => {
    const definition = machine({ A: invoke('hang', { id: '{% $uuid() %}', retry: 0 }) });
    startOne(live(definition));
    await called(1);

    live(definition).resume();
    await called(2);

    expect(calls[1]).toEqual(calls[0]);
  });

  it('an execution goes on with the definition it was started with', async () => {
    const rest = (value: string) => ({
      A: invoke(
        'hang',
        {},
        { Next: 'B', TimeoutSeconds: 5, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }] },
      ),
      B: { Type: 'Pass', Output: value, End: true },
    });
    startOne(live(machine(rest('old'))));
    await called(1);
    const second = live(machine(rest('new')));
    second.resume();
    await settled();
    clock.advance(5);

    expect(await second.execution(ONE).ended).toMatchObject({ output: '"old"' });
  });

  it('a definition that is not understood any more fails the execution', async () => {
    const definition = machine({ A: invoke('hang', {}) });
    startOne(live(definition));
    await called(1);
    copyJournal(dir, 'life-0', 'life-1');
    const second = createStepFunctions({ clock, journal: journalIn(dir, 'life-1'), integrations: {} });
    lives.push(second);

    second.resume();

    const { status, error, cause } = await second.execution(ONE).ended;
    expect({ status, error }).toEqual({ status: 'FAILED', error: 'States.Runtime' });
    expect(cause).toContain('invokeLambda');
  });

  it('what has ended is listed and described with its history, and its name is taken', async () => {
    const definition = machine({ A: invoke('echo', { n: 1 }) });
    const first = live(definition);
    await startOne(first).ended;
    const { events } = first.execution(ONE).history;
    const second = live(definition);
    const server = await startWireServer([second.service], 0);
    const client = new SFNClient({ ...clientSettings(server.url), maxAttempts: 1 });

    const executionArn = ONE;
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));
    const listed = await client.send(new ListExecutionsCommand({ stateMachineArn: ARN }));
    const history = await client.send(new GetExecutionHistoryCommand({ executionArn }));
    const again = client.send(
      new StartExecutionCommand({ stateMachineArn: ARN, name: 'one', input: '{"n":1}' }),
    );

    await expect(again).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    expect(described).toMatchObject({ status: 'SUCCEEDED', input: '{"n":1}', output: expect.any(String) });
    expect(listed.executions).toMatchObject([{ name: 'one', status: 'SUCCEEDED' }]);
    expect(history.events?.map(({ type }) => type)).toEqual(events.map(({ type }) => type));
    client.destroy();
    await server.close();
  });

  it('starting what runs again gives the execution that runs', async () => {
    const definition = machine({ A: invoke('hang', {}) });
    const { executionArn } = startOne(live(definition));
    await called(1);

    const second = live(definition);
    second.resume();

    expect(startOne(second).executionArn).toBe(executionArn);
    expect(() => second.startExecution({ stateMachineArn: ARN, name: 'one', input: '2' })).toThrow(
      'Already Exists',
    );
    await called(2);
    expect(calls).toHaveLength(2);
  });

  it('what runs can be stopped, and has ended for good', async () => {
    const definition = machine({ A: invoke('hang', {}) });
    startOne(live(definition));
    await called(1);
    live(definition).execution(ONE).stop('Changed', 'my mind');

    const third = live(definition);

    expect(third.resume()).toBe(0);
    expect(third.execution(ONE).end).toEqual({ status: 'ABORTED', error: 'Changed', cause: 'my mind' });
  });
});

describe('a token given out before a kill', () => {
  const definition = machine({ A: { ...WAITING, Next: 'B' }, B: invoke('hang', '{% $states.input %}') });
  const token = () => String(calls[0]);

  it('is good afterwards, and its message is not sent again', async () => {
    startOne(live(definition));
    await called(1);
    await settled();
    const second = live(definition);
    second.resume();
    await settled();

    second.tokens.receiver(token()).succeed('yes');
    await called(2);

    expect(calls[1]).toBe('yes');
  });

  it('that was answered counts, however soon the kill came', async () => {
    const first = live(definition);
    startOne(first);
    await called(1);
    await settled();
    first.tokens.receiver(token()).succeed('yes');
    const second = live(definition);

    second.resume();
    await called(2);

    expect(calls.at(-1)).toBe('yes');
    expect(() => second.tokens.receiver(token())).toThrow('Task Timed Out');
  });

  it('that was refused counts too', async () => {
    const caught = { Catch: [{ ErrorEquals: ['Denied'], Next: 'C' }] };
    const withCatch = machine({ A: { ...WAITING, ...caught, Next: 'C' }, C: { Type: 'Pass', End: true } });
    const first = live(withCatch);
    startOne(first);
    await called(1);
    await settled();
    first.tokens.receiver(token()).fail(new StateFailure('Denied', 'by Ann'));
    const second = live(withCatch);

    second.resume();

    expect(await second.execution(ONE).ended).toMatchObject({
      output: '{"Error":"Denied","Cause":"by Ann"}',
    });
  });

  it('was heard of when it last was', async () => {
    const beating = machine({ A: { ...WAITING, HeartbeatSeconds: 50, End: true } });
    const first = live(beating);
    startOne(first);
    await called(1);
    await settled();
    clock.advance(40);
    first.tokens.receiver(token()).heartbeat();
    clock.advance(40);
    const second = live(beating);
    second.resume();
    await settled();
    const before = second.execution(ONE).status;

    clock.advance(10);

    expect(before).toBe('RUNNING');
    expect(await second.execution(ONE).ended).toMatchObject({ error: 'States.HeartbeatTimeout' });
  });
});

describe('a stop', () => {
  it('ends nothing: what ran goes on at the next start, and nobody is told of an end', async () => {
    const definition = machine({ A: invoke('hang', {}, { TimeoutSeconds: 5 }) });
    const first = live(definition);
    startOne(first);
    await called(1);
    first.close();
    const second = live(definition);

    expect(second.resume()).toBe(1);
    await called(2);
    clock.advance(5);
    await second.execution(ONE).ended;

    expect(statuses).toEqual(['RUNNING', 'FAILED']);
  });
});
