import { describe, expect, it } from '@jest/globals';
import type { CallService, ServiceRequest } from '../../../../local/step-functions/integrations/ports.ts';
import type { JsonObject } from '../../../../local/step-functions/json.ts';
import { runDefinition } from '../../../../local/step-functions/run-definition.ts';
import { flow, machine } from './cases/language-case.ts';

const task = (resource: string, argument: JsonObject, fields: JsonObject = {}) =>
  machine({
    A: { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Arguments: argument, End: true, ...fields },
  });

/** A service port that answers alike to every call and keeps the calls. */
function service(answer: () => unknown): { callService: CallService; requests: ServiceRequest[] } {
  const requests: ServiceRequest[] = [];
  const callService: CallService = async (request) => {
    requests.push(request);
    return answer();
  };
  return { callService, requests };
}

function throwing(name: string): () => never {
  return () => {
    throw Object.assign(new Error(`it is ${name}`), { name });
  };
}

const execution = 'arn:aws:states:us-east-1:000000000000:execution:definition:run';
const definition = 'arn:aws:states:us-east-1:000000000000:stateMachine:definition';
const child = 'arn:aws:states:us-east-1:000000000000:stateMachine:child';

describe('the DynamoDB integration', () => {
  it('passes the arguments to the API and gives its answer', async () => {
    const { callService, requests } = service(() => ({ Attributes: { id: { S: 'a' } } }));
    const argument = {
      TableName: 't',
      Key: { id: { S: '{% $states.input.id %}' } },
      UpdateExpression: 'SET x = y',
    };

    const { output } = await runDefinition(
      task('dynamodb:updateItem', argument),
      { id: 'a' },
      { callService },
    );

    expect(output).toEqual({ Attributes: { id: { S: 'a' } } });
    expect(requests).toEqual([
      { service: 'dynamodb', action: 'updateItem', input: { ...argument, Key: { id: { S: 'a' } } } },
    ]);
  });

  it.each([
    ['dynamodb:putItem', 'DynamoDB.ConditionalCheckFailedException'],
    ['aws-sdk:dynamodb:putItem', 'DynamoDb.ConditionalCheckFailedException'],
  ])('names an error of %s %s', async (resource, name) => {
    const { callService } = service(throwing('ConditionalCheckFailedException'));

    const { error } = await runDefinition(task(resource, { TableName: 't', Item: {} }), {}, { callService });

    expect(error).toBe(name);
  });

  it('refuses a parameter that the optimised integration does not have', async () => {
    const { callService } = service(() => ({}));

    const { error, cause } = await runDefinition(
      task('dynamodb:getItem', { Table: 't' }),
      {},
      { callService },
    );

    expect([error, cause]).toEqual([
      'States.Runtime',
      "The field 'Table' is not supported by Step Functions here.",
    ]);
  });
});

describe('the EventBridge integration', () => {
  const entry = {
    Source: 'inquery',
    DetailType: 'Question Answered',
    Detail: { jobId: '{% $states.input %}' },
  };

  it('sends details as JSON and adds execution and machine to the resources', async () => {
    const { callService, requests } = service(() => ({ FailedEntryCount: 0, Entries: [{ EventId: 'e' }] }));

    await runDefinition(
      task('events:putEvents', { Entries: [entry] }),
      7,
      { callService },
      { executionName: 'run' },
    );

    const sent = { ...entry, Detail: '{"jobId":7}', Resources: [definition, execution] };
    expect(requests).toEqual([{ service: 'events', action: 'putEvents', input: { Entries: [sent] } }]);
  });

  it('fails with EventBridge.FailedEntry when the bus rejects an entry', async () => {
    const { callService } = service(() => ({
      FailedEntryCount: 1,
      Entries: [{ ErrorCode: 'InternalFailure' }],
    }));

    const { error, cause } = await runDefinition(task('events:putEvents', { Entries: [entry] }), 7, {
      callService,
    });

    expect([error, cause]).toEqual(['EventBridge.FailedEntry', expect.stringContaining('InternalFailure')]);
  });
});

describe('the SQS integration', () => {
  it('sends a body that is not text as JSON', async () => {
    const { callService, requests } = service(() => ({ MessageId: 'm' }));
    const argument = { QueueUrl: 'http://127.0.0.1/q', MessageBody: { id: '{% $states.input %}' } };

    const { output } = await runDefinition(task('sqs:sendMessage', argument), 7, { callService });

    expect(output).toEqual({ MessageId: 'm' });
    expect(requests[0]?.input).toEqual({ QueueUrl: 'http://127.0.0.1/q', MessageBody: '{"id":7}' });
  });

  it('names its errors SQS.…', async () => {
    const { callService } = service(throwing('QueueDoesNotExistException'));

    const { error } = await runDefinition(task('sqs:sendMessage', { QueueUrl: 'q', MessageBody: '' }), 7, {
      callService,
    });

    expect(error).toBe('SQS.QueueDoesNotExistException');
  });
});

describe('the Lambda integration', () => {
  it('gives the function name out of an ARN and keeps its event apart from the state', async () => {
    const names: string[] = [];
    const invokeLambda = async (name: string, payload: unknown) => {
      names.push(name);
      Object.assign(Object(payload), { changed: true });
      return { payload: null };
    };
    const FunctionName = 'arn:aws:lambda:us-east-1:000000000000:function:ask';
    const argument = { FunctionName, Payload: '{% $states.input %}' };
    const given = task('lambda:invoke', argument, { Output: '{% $states.input %}' });

    const { output } = await runDefinition(given, { a: 1 }, { invokeLambda });

    expect({ names, output }).toEqual({ names: ['ask'], output: { a: 1 } });
  });

  it.each([
    [
      { errorType: 'Sandbox.Timedout', errorMessage: 'Task timed out after 3.00 seconds' },
      'Sandbox.Timedout',
    ],
    [{ errorType: 'Runtime.ExitError' }, 'Runtime.ExitError'],
    [{ message: 'no type' }, 'Lambda.Unknown'],
    [undefined, 'Lambda.Unknown'],
  ])('passes on what Lambda reports: %j is %s', async (payload, name) => {
    const invokeLambda = async () => ({ payload, functionError: 'Unhandled' });

    const { error } = await runDefinition(task('lambda:invoke', { FunctionName: 'f' }), {}, { invokeLambda });

    expect(error).toBe(name);
  });

  it('aborts the call when its time is up', async () => {
    let signal: AbortSignal | undefined;
    const invokeLambda = (_name: string, _payload: unknown, given: AbortSignal) => {
      signal = given;
      return new Promise<never>(() => {});
    };

    await runDefinition(
      task('lambda:invoke', { FunctionName: 'f' }, { TimeoutSeconds: 3 }),
      {},
      { invokeLambda },
    );

    expect(signal?.aborted).toBe(true);
  });
});

describe('nested executions', () => {
  const sync = (fields: JsonObject = {}) =>
    task('states:startExecution.sync:2', { StateMachineArn: child, Name: 'inner', Input: { n: 1 } }, fields);

  it('are started without waiting by startExecution', async () => {
    const machines = { child: machine({ W: { Type: 'Wait', Seconds: 1000, End: true } }) };
    const started = task('states:startExecution', { StateMachineArn: child, Name: 'inner' });

    const { output } = await runDefinition(started, {}, {}, { machines });

    expect(output).toEqual({
      ExecutionArn: 'arn:aws:states:us-east-1:000000000000:execution:child:inner',
      StartDate: Date.parse('2026-01-01T00:00:00Z'),
    });
  });

  it('are waited for by startExecution.sync:2, which gives their output as JSON', async () => {
    const machines = {
      child: machine({ A: { Type: 'Pass', Output: { got: '{% $states.input.n %}' }, End: true } }),
    };

    const { output, history } = await runDefinition(sync(), {}, {}, { machines });

    expect(output).toMatchObject({ Name: 'inner', Status: 'SUCCEEDED', Input: { n: 1 }, Output: { got: 1 } });
    expect(history.map(({ type }) => type)).toContain('TaskSubmitted');
  });

  it('fail the waiting task with States.TaskFailed when they fail', async () => {
    const machines = { child: machine({ F: { Type: 'Fail', Error: 'Inner', Cause: 'trouble' } }) };

    const { error, cause } = await runDefinition(sync(), {}, {}, { machines });

    expect(error).toBe('States.TaskFailed');
    expect(JSON.parse(cause ?? '')).toMatchObject({ Status: 'FAILED', Error: 'Inner', Cause: 'trouble' });
  });

  it('are stopped when the execution that waits for them ends', async () => {
    const statuses: string[] = [];
    const machines = { child: machine({ W: { Type: 'Wait', Seconds: 1000, End: true } }) };
    const parent = machine({
      P: {
        Type: 'Parallel',
        Branches: [
          flow({
            C: {
              Type: 'Task',
              Resource: 'arn:aws:states:::states:startExecution.sync:2',
              Arguments: { StateMachineArn: child },
              End: true,
            },
          }),
          flow({ W: { Type: 'Wait', Seconds: 5, Next: 'F' }, F: { Type: 'Fail', Error: 'Enough' } }),
        ],
        End: true,
      },
    });

    await runDefinition(
      parent,
      {},
      {},
      {
        machines,
        publish: ({ detail }) =>
          statuses.push(`${detail.stateMachineArn.split(':').at(-1)} ${detail.status}`),
      },
    );

    expect(statuses).toEqual(['definition RUNNING', 'child RUNNING', 'child ABORTED', 'definition FAILED']);
  });

  it('name a machine that does not exist', async () => {
    const { error } = await runDefinition(sync(), {}, {});

    expect(error).toBe('StepFunctions.StateMachineDoesNotExistException');
  });
});
