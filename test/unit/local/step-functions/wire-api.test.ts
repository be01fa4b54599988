import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  GetActivityTaskCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  createStepFunctions,
  type StepFunctions,
} from '../../../../local/step-functions/create-step-functions.ts';
import { VirtualClock } from '../../../../local/step-functions/virtual-clock.ts';
import { startWireServer, type WireServer } from '../../../../local/wire/wire-server.ts';
import { machine } from './cases/language-case.ts';

const roleArn = 'arn:aws:iam::000000000000:role/test';
const quick = JSON.stringify(
  machine({ A: { Type: 'Pass', Output: { got: '{% $states.input %}' }, End: true } }),
);
const waiting = JSON.stringify(machine({ W: { Type: 'Wait', Seconds: 1000, End: true } }));

/** A clock on which nothing waited for ever comes. */
class StillClock extends VirtualClock {
  override setTimer(): () => void {
    return () => {};
  }
}

let stepFunctions: StepFunctions;
let server: WireServer;
let client: SFNClient;

beforeEach(async () => {
  stepFunctions = createStepFunctions({ integrations: {}, clock: new StillClock() });
  server = await startWireServer([stepFunctions.service], 0);
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  client = new SFNClient({ endpoint: server.url, region: 'us-east-1', credentials, maxAttempts: 1 });
});

afterEach(async () => {
  client.destroy();
  stepFunctions.close();
  await server.close();
});

async function create(name: string, definition: string): Promise<string> {
  const { stateMachineArn = '' } = await client.send(
    new CreateStateMachineCommand({ name, definition, roleArn }),
  );
  return stateMachineArn;
}

describe('the Step Functions wire API', () => {
  it('creates a machine and describes it', async () => {
    const stateMachineArn = await create('one', quick);

    const described = await client.send(new DescribeStateMachineCommand({ stateMachineArn }));

    expect(described).toMatchObject({
      stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:one',
      name: 'one',
      status: 'ACTIVE',
      type: 'STANDARD',
      definition: quick,
      roleArn,
      creationDate: new Date('2026-01-01T00:00:00Z'),
    });
  });

  it('creates the same machine once, and refuses another of its name', async () => {
    const first = await create('one', quick);

    const again = await create('one', quick);

    expect(again).toBe(first);
    await expect(create('one', waiting)).rejects.toMatchObject({ name: 'StateMachineAlreadyExists' });
  });

  it('refuses a wrong definition with the place of each mistake', async () => {
    const definition = JSON.stringify(machine({ A: { Type: 'Pass', Next: 'B' } }));

    await expect(create('one', definition)).rejects.toMatchObject({
      name: 'InvalidDefinition',
      message: expect.stringContaining('/States/A/Next'),
    });
  });

  it('lists machines by page', async () => {
    for (const name of ['a', 'b', 'c']) await create(name, quick);

    const first = await client.send(new ListStateMachinesCommand({ maxResults: 2 }));
    const second = await client.send(
      new ListStateMachinesCommand({ maxResults: 2, nextToken: first.nextToken }),
    );

    const names = [...(first.stateMachines ?? []), ...(second.stateMachines ?? [])].map(({ name }) => name);
    expect({ names, nextToken: second.nextToken }).toEqual({ names: ['a', 'b', 'c'], nextToken: undefined });
  });

  it('runs an execution and describes its end', async () => {
    const stateMachineArn = await create('one', quick);

    const { executionArn } = await client.send(
      new StartExecutionCommand({ stateMachineArn, name: 'first', input: '{"a":1}' }),
    );
    await stepFunctions.execution(executionArn ?? '').ended;

    const { $metadata: _, ...described } = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(described).toEqual({
      executionArn: 'arn:aws:states:us-east-1:000000000000:execution:one:first',
      stateMachineArn,
      name: 'first',
      status: 'SUCCEEDED',
      startDate: new Date('2026-01-01T00:00:00Z'),
      stopDate: new Date('2026-01-01T00:00:00Z'),
      input: '{"a":1}',
      inputDetails: { included: true },
      output: '{"got":{"a":1}}',
      outputDetails: { included: true },
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: expect.any(String),
    });
  });

  it('gives the running execution again for the same name and input, and refuses the name otherwise', async () => {
    const stateMachineArn = await create('one', waiting);
    const start = (input: string) =>
      client.send(new StartExecutionCommand({ stateMachineArn, name: 'x', input }));
    const first = await start('{"a":1}');

    const again = await start('{"a":1}');

    expect([again.executionArn, again.startDate]).toEqual([first.executionArn, first.startDate]);
    await expect(start('{"a":2}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await client.send(new StopExecutionCommand({ executionArn: first.executionArn }));
    await expect(start('{"a":1}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
  });

  it.each(['has space', 'a/b', 'a:b', '', 'x'.repeat(81), 'a*'])(
    'refuses the execution name %j',
    async (name) => {
      const stateMachineArn = await create('one', quick);

      await expect(client.send(new StartExecutionCommand({ stateMachineArn, name }))).rejects.toMatchObject({
        name: 'InvalidName',
      });
    },
  );

  it('stops an execution with error and cause', async () => {
    const stateMachineArn = await create('one', waiting);
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn }));

    await client.send(new StopExecutionCommand({ executionArn, error: 'Cancelled', cause: 'by its caller' }));

    const described = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(described).toMatchObject({ status: 'ABORTED', error: 'Cancelled', cause: 'by its caller' });
  });

  it('lists executions newest first, by status and page', async () => {
    const stateMachineArn = await create('one', waiting);
    for (const name of ['a', 'b', 'c', 'd']) {
      const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, name }));
      if (name === 'c') await client.send(new StopExecutionCommand({ executionArn }));
    }
    const list = (nextToken?: string) =>
      client.send(
        new ListExecutionsCommand({ stateMachineArn, statusFilter: 'RUNNING', maxResults: 2, nextToken }),
      );

    const first = await list();
    const second = await list(first.nextToken);

    const names = [first, second].map(({ executions = [] }) => executions.map(({ name }) => name));
    expect(names).toEqual([['d', 'b'], ['a']]);
  });

  it('gives the history by page, forwards and backwards', async () => {
    const stateMachineArn = await create('one', quick);
    const { executionArn } = await client.send(new StartExecutionCommand({ stateMachineArn, input: '7' }));
    const page = (more: object) => client.send(new GetExecutionHistoryCommand({ executionArn, ...more }));

    const first = await page({ maxResults: 3 });
    const rest = await page({ maxResults: 3, nextToken: first.nextToken });
    const backwards = await page({ reverseOrder: true, maxResults: 1, includeExecutionData: false });

    const events = [...(first.events ?? []), ...(rest.events ?? [])];
    expect(events.map(({ id, previousEventId, type }) => [id, previousEventId, type])).toEqual([
      [1, 0, 'ExecutionStarted'],
      [2, 1, 'PassStateEntered'],
      [3, 2, 'PassStateExited'],
      [4, 3, 'ExecutionSucceeded'],
    ]);
    expect(events[2]?.stateExitedEventDetails).toEqual({
      name: 'A',
      output: '{"got":7}',
      outputDetails: { truncated: false },
    });
    expect(backwards.events).toEqual([
      {
        id: 4,
        previousEventId: 3,
        type: 'ExecutionSucceeded',
        timestamp: new Date('2026-01-01T00:00:00Z'),
        executionSucceededEventDetails: {},
      },
    ]);
  });

  it.each([
    [
      'StateMachineDoesNotExist',
      new StartExecutionCommand({ stateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:no' }),
    ],
    [
      'ExecutionDoesNotExist',
      new DescribeExecutionCommand({ executionArn: 'arn:aws:states:us-east-1:000000000000:execution:a:b' }),
    ],
    ['InvalidArn', new DescribeExecutionCommand({ executionArn: 'nonsense' })],
    ['UnknownOperationException', new GetActivityTaskCommand({ activityArn: 'arn:aws:states:::a' })],
    ['InvalidToken', new ListStateMachinesCommand({ nextToken: 'nonsense' })],
    [
      'StateMachineTypeNotSupported',
      new CreateStateMachineCommand({ name: 'e', definition: quick, roleArn, type: 'EXPRESS' }),
    ],
    [
      'ValidationException',
      new CreateStateMachineCommand({ name: 'e', definition: quick, roleArn, publish: true }),
    ],
  ])('answers %s', async (name, command) => {
    // The commands differ in type; the client takes each of them alike.
    await expect(client.send(command as StartExecutionCommand)).rejects.toMatchObject({ name });
  });

  it.each([
    ['InvalidExecutionInput', '{'],
    ['ValidationException', JSON.stringify('x'.repeat(256 * 1024))],
  ])('answers %s to an input it cannot take', async (name, input) => {
    const stateMachineArn = await create('one', quick);

    await expect(client.send(new StartExecutionCommand({ stateMachineArn, input }))).rejects.toMatchObject({
      name,
    });
  });
});
