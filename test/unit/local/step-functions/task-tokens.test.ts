import {
  GetExecutionHistoryCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createStepFunctions,
  type StepFunctions,
} from '../../../../local/step-functions/create-step-functions.ts';
import type { ServiceRequest } from '../../../../local/step-functions/integrations/ports.ts';
import type { JsonObject } from '../../../../local/step-functions/json.ts';
import { startWireServer, type WireServer } from '../../../../local/wire/wire-server.ts';
import { SteppingClock } from '../../../support/stepping-clock.ts';
import { until } from '../support/until.ts';
import { machine } from './cases/language-case.ts';

const TOKEN = '{% $states.context.Task.Token %}';

const WAITING = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sqs:sendMessage.waitForTaskToken',
  Arguments: { QueueUrl: 'http://127.0.0.1/q', MessageBody: { token: TOKEN } },
  End: true,
};

let clock: SteppingClock;
let stepFunctions: StepFunctions;
let server: WireServer;
let client: SFNClient;
/** Tokens in the order they were sent out; `answer` is what each call of a service or function does. */
let tokens: string[];
let answer: () => Promise<unknown>;

beforeEach(async () => {
  clock = new SteppingClock();
  tokens = [];
  answer = async () => ({ MessageId: 'm' });
  stepFunctions = createStepFunctions({
    clock,
    integrations: {
      callService: ({ input }: ServiceRequest) => sent(input),
      invokeLambda: async (_name, payload) => ({ payload: await sent(payload) }),
    },
  });
  server = await startWireServer([stepFunctions.service], 0);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new SFNClient({ endpoint: server.url, region: 'us-east-1', credentials, maxAttempts: 1 });
});

afterEach(async () => {
  client.destroy();
  stepFunctions.close();
  await server.close();
});

function sent(request: unknown): Promise<unknown> {
  const found = /[\w-]{80,}/.exec(JSON.stringify(request))?.[0];
  if (found) tokens.push(found);
  return answer();
}

/** Starts a machine of one task and waits until its token was sent out `times` times. */
async function waiting(state: JsonObject = WAITING) {
  const definition = JSON.stringify(machine({ A: state }));
  const { stateMachineArn } = stepFunctions.createStateMachine({ name: 'm', definition });
  const { executionArn, ended } = stepFunctions.startExecution({ stateMachineArn });
  return { executionArn, ended, token: await tokenNumber(1) };
}

async function tokenNumber(count: number): Promise<string> {
  await until(() => tokens.length >= count);
  await settled();
  return tokens[count - 1] ?? '';
}

/** Lets what was answered reach the execution. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

const succeed = (taskToken: string, output = '{"approved":true}') =>
  client.send(new SendTaskSuccessCommand({ taskToken, output }));
const beat = (taskToken: string) => client.send(new SendTaskHeartbeatCommand({ taskToken }));

async function historyOf(executionArn: string) {
  const { events = [] } = await client.send(new GetExecutionHistoryCommand({ executionArn }));
  return events;
}

describe('a task that waits for its token', () => {
  it('gives what SendTaskSuccess brings, and its history shows the request and the answer', async () => {
    const { executionArn, ended, token } = await waiting();

    await succeed(token);

    expect(await ended).toMatchObject({ status: 'SUCCEEDED', output: '{"approved":true}' });
    const [, , scheduled, started, submitted, succeeded] = await historyOf(executionArn);
    const resource = { resourceType: 'sqs', resource: 'sendMessage.waitForTaskToken' };
    expect([scheduled, started, submitted, succeeded]).toMatchObject([
      { type: 'TaskScheduled', taskScheduledEventDetails: { ...resource, timeoutInSeconds: 99_999_999 } },
      { type: 'TaskStarted', taskStartedEventDetails: resource },
      { type: 'TaskSubmitted', taskSubmittedEventDetails: { ...resource, output: '{"MessageId":"m"}' } },
      { type: 'TaskSucceeded', taskSucceededEventDetails: { ...resource, output: '{"approved":true}' } },
    ]);
  });

  it('fails with the error and cause of SendTaskFailure, which a Catch matches by name', async () => {
    const Catch = [{ ErrorEquals: ['Denied'], Output: '{% $states.errorOutput %}', Next: 'B' }];
    const definition = JSON.stringify(machine({ A: { ...WAITING, Catch }, B: { Type: 'Succeed' } }));
    const { stateMachineArn } = stepFunctions.createStateMachine({ name: 'm', definition });
    const { ended } = stepFunctions.startExecution({ stateMachineArn });
    const taskToken = await tokenNumber(1);

    await client.send(new SendTaskFailureCommand({ taskToken, error: 'Denied', cause: 'by Ann' }));

    expect(await ended).toMatchObject({ output: '{"Error":"Denied","Cause":"by Ann"}' });
  });

  it.each([
    ['lambda:invoke', { FunctionName: 'f', Payload: { token: TOKEN } }],
    [
      'events:putEvents',
      { Entries: [{ Source: 'inquery', DetailType: 'Approval Requested', Detail: { token: TOKEN } }] },
    ],
    ['aws-sdk:dynamodb:putItem', { TableName: 't', Item: { token: { S: TOKEN } } }],
  ])('can be one of %s', async (resource, Arguments) => {
    const Resource = `arn:aws:states:::${resource}.waitForTaskToken`;
    const { ended, token } = await waiting({ ...WAITING, Resource, Arguments });

    await succeed(token, '1');

    expect(await ended).toMatchObject({ status: 'SUCCEEDED', output: '1' });
  });

  it('can be a child execution that is told the token', async () => {
    const child = JSON.stringify(
      machine({
        B: {
          ...WAITING,
          Arguments: { ...WAITING.Arguments, MessageBody: '{% $states.input %}' },
          Resource: 'arn:aws:states:::sqs:sendMessage',
        },
      }),
    );
    const { stateMachineArn: StateMachineArn } = stepFunctions.createStateMachine({
      name: 'c',
      definition: child,
    });
    const Resource = 'arn:aws:states:::states:startExecution.waitForTaskToken';
    const { ended, token } = await waiting({
      ...WAITING,
      Resource,
      Arguments: { StateMachineArn, Input: { token: TOKEN } },
    });

    await succeed(token, '"from the child"');

    expect(await ended).toMatchObject({ output: '"from the child"' });
  });

  it('is answered also before its call returns', async () => {
    answer = async () => {
      await succeed(tokens[0] ?? '', '"early"');
      throw new Error('and then broke');
    };

    const { ended } = await waiting();

    expect(await ended).toMatchObject({ status: 'SUCCEEDED', output: '"early"' });
  });

  it('fails at once when its call fails', async () => {
    answer = async () => {
      throw Object.assign(new Error('no such queue'), { name: 'QueueDoesNotExistException' });
    };

    const { ended, token } = await waiting();

    expect(await ended).toMatchObject({ status: 'FAILED', error: 'SQS.QueueDoesNotExistException' });
    await expect(succeed(token)).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it('has another token when it is tried again, and the first is of no use any more', async () => {
    const Retry = [{ ErrorEquals: ['States.ALL'], IntervalSeconds: 5 }];
    const { ended, token } = await waiting({ ...WAITING, Retry });
    await client.send(new SendTaskFailureCommand({ taskToken: token }));
    await settled();
    clock.advance(5);

    const second = await tokenNumber(2);

    expect(second).not.toBe(token);
    await expect(succeed(token)).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await succeed(second);
    expect(await ended).toMatchObject({ status: 'SUCCEEDED' });
  });
});

describe('a token', () => {
  it('is taken once', async () => {
    const { token } = await waiting();
    await succeed(token);

    await expect(succeed(token)).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it('is of no use once its execution was stopped', async () => {
    const { executionArn, ended, token } = await waiting();

    await client.send(new StopExecutionCommand({ executionArn }));

    expect(await ended).toMatchObject({ status: 'ABORTED' });
    await expect(succeed(token)).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await expect(beat(token)).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });

  it.each([
    ['InvalidToken', () => 'nonsense'],
    ['InvalidToken', (token: string) => token.slice(1)],
    ['TaskDoesNotExist', (token: string) => `${token.startsWith('A') ? 'B' : 'A'}${token.slice(1)}`],
  ])('that is not one is answered %s', async (name, change) => {
    const { token } = await waiting();

    await expect(succeed(change(token))).rejects.toMatchObject({ name });
  });

  it('stays good when the output sent is not JSON', async () => {
    const { ended, token } = await waiting();

    await expect(succeed(token, '{')).rejects.toMatchObject({ name: 'InvalidOutput' });

    await succeed(token);
    expect(await ended).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('takes no output, error or cause beyond the limits of the API', async () => {
    const { token } = await waiting();

    const tooLong = [
      succeed(token, JSON.stringify('x'.repeat(256 * 1024))),
      client.send(new SendTaskFailureCommand({ taskToken: token, error: 'x'.repeat(257) })),
      client.send(new SendTaskFailureCommand({ taskToken: token, cause: 'x'.repeat(32_769) })),
    ];

    for (const sending of tooLong)
      await expect(sending).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('the time of a task that waits', () => {
  it('ends with States.Timeout, whatever its heartbeats', async () => {
    const { executionArn, ended, token } = await waiting({
      ...WAITING,
      TimeoutSeconds: 20,
      HeartbeatSeconds: 15,
    });
    clock.advance(10);
    await beat(token);

    clock.advance(10);

    expect(await ended).toMatchObject({ status: 'FAILED', error: 'States.Timeout' });
    await expect(succeed(token)).rejects.toMatchObject({ name: 'TaskTimedOut' });
    const types = (await historyOf(executionArn)).map(({ type }) => type);
    expect(types.slice(-3)).toEqual(['TaskSubmitted', 'TaskTimedOut', 'ExecutionFailed']);
  });

  it('is put off by each heartbeat', async () => {
    const { executionArn, ended, token } = await waiting({ ...WAITING, HeartbeatSeconds: 15 });
    for (const seconds of [14, 14, 14]) {
      clock.advance(seconds);
      await beat(token);
    }

    await succeed(token);

    expect(await ended).toMatchObject({ status: 'SUCCEEDED' });
    const scheduled = (await historyOf(executionArn))[2]?.taskScheduledEventDetails;
    expect(scheduled).toMatchObject({ heartbeatInSeconds: 15 });
  });

  it.each([['States.HeartbeatTimeout'], ['States.Timeout']])(
    'that passes without a heartbeat is caught as %s',
    async (name) => {
      const Catch = [
        { ErrorEquals: ['States.TaskFailed'], Next: 'C' },
        { ErrorEquals: [name], Output: '{% $states.errorOutput.Error %}', Next: 'B' },
      ];
      const states = {
        A: { ...WAITING, HeartbeatSeconds: 15, Catch },
        B: { Type: 'Succeed' },
        C: { Type: 'Fail' },
      };
      const definition = JSON.stringify(machine(states));
      const { stateMachineArn } = stepFunctions.createStateMachine({ name: 'm', definition });
      const { ended } = stepFunctions.startExecution({ stateMachineArn });
      await tokenNumber(1);

      clock.advance(15);

      expect(await ended).toMatchObject({ output: '"States.HeartbeatTimeout"' });
    },
  );
});
