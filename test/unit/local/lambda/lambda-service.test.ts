import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Functions } from '../../../../local/lambda/functions.ts';
import { lambdaService } from '../../../../local/lambda/lambda-service.ts';
import { startWireServer, type WireServer } from '../../../../local/wire/wire-server.ts';
import { clientSettings } from '../support/aws-client-settings.ts';
import { until } from '../support/until.ts';
import { fixtureFunctions, localFunction } from './fixtures/local-functions.ts';

let functions: Functions;
let failures: unknown[];
let server: WireServer;
let client: LambdaClient;

beforeEach(async () => {
  failures = [];
  functions = fixtureFunctions([localFunction('actor', 'act')], {
    asyncRetries: [{ functionName: 'actor', attempts: 0 }],
    onFailure: (error) => failures.push(error),
  });
  server = await startWireServer([lambdaService(functions)], 0);
  client = new LambdaClient(clientSettings(server.url));
});

afterEach(async () => {
  client.destroy();
  await server.close();
  await functions.close();
});

const invoke = (input: Partial<InvokeCommand['input']>) =>
  client.send(new InvokeCommand({ FunctionName: 'actor', Payload: Buffer.from('{}'), ...input }));

describe('Invoke', () => {
  it('answers with the function’s payload', async () => {
    const { StatusCode, Payload, FunctionError } = await invoke({});
    expect([StatusCode, JSON.parse(Payload?.transformToString() ?? ''), FunctionError]).toEqual([
      200,
      { pid: functions.pidOf('actor') },
      undefined,
    ]);
  });

  it('marks an error of the function', async () => {
    const { Payload, FunctionError } = await invoke({ Payload: Buffer.from('{"act":"throw"}') });
    expect([JSON.parse(Payload?.transformToString() ?? ''), FunctionError]).toEqual([
      expect.objectContaining({ errorType: 'UnknownRelation' }),
      'Unhandled',
    ]);
  });

  it('accepts an event at once and runs it by itself', async () => {
    const { StatusCode } = await invoke({ InvocationType: 'Event', Payload: Buffer.from('{"act":"throw"}') });
    await until(() => failures.length > 0);
    expect([StatusCode, String(failures[0])]).toEqual([202, expect.stringContaining('The table is gone')]);
  });

  it('checks without running', async () => {
    const { StatusCode } = await invoke({ InvocationType: 'DryRun' });
    expect([StatusCode, functions.pidOf('actor')]).toEqual([204, undefined]);
  });

  it('says in AWS’s words what is not there, no JSON, or too large', async () => {
    const failuresOf = (input: Partial<InvokeCommand['input']>) =>
      invoke(input).catch((error: Error) => error.name);
    expect([
      await failuresOf({ FunctionName: 'nobody' }),
      await failuresOf({ Payload: Buffer.from('{') }),
      await failuresOf({ Payload: Buffer.from(JSON.stringify('x'.repeat(6_300_000))) }),
    ]).toEqual(['ResourceNotFoundException', 'InvalidRequestContentException', 'RequestTooLargeException']);
  });
});
