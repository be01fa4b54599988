import { afterEach, describe, expect, it } from '@jest/globals';
import type { Functions } from '../../../../local/lambda/functions.ts';
import { until } from '../support/until.ts';
import { fixtureFunctions, localFunction } from './fixtures/local-functions.ts';

let functions: Functions | undefined;

afterEach(async () => {
  await functions?.close();
});

describe('functions in their shared process', () => {
  it('run with their own environment while they load, and the common one at any time', async () => {
    functions = fixtureFunctions([
      localFunction('greeter', 'echo', { environment: { GREETING: 'hello' } }),
      localFunction('actor', 'act'),
    ]);

    const result = await functions.invoke('greeter', { question: 'how many?' });

    expect(result).toEqual({
      payload: {
        event: { question: 'how many?' },
        greeting: 'hello',
        endpoint: 'http://127.0.0.1:1',
        greetingNow: 'gone',
        functionName: 'greeter',
        hasTimeLeft: true,
      },
      functionError: undefined,
    });
  });

  it('answer to their ARN as to their name', async () => {
    functions = fixtureFunctions([localFunction('actor', 'act')]);
    const { payload } = await functions.invoke('arn:aws:lambda:us-east-1:000000000000:function:actor', {});
    expect(payload).toEqual({ pid: functions.pidOf('actor') });
  });

  it('report a thrown error by its name, message and trace', async () => {
    functions = fixtureFunctions([localFunction('actor', 'act')]);

    const result = await functions.invoke('actor', { act: 'throw' });

    expect(result).toEqual({
      payload: { errorType: 'UnknownRelation', errorMessage: 'The table is gone', trace: expect.any(Array) },
      functionError: 'Unhandled',
    });
  });

  it('report what their module threw while it loaded', async () => {
    functions = fixtureFunctions([localFunction('broken', 'broken'), localFunction('actor', 'act')]);
    const { payload } = await functions.invoke('broken', {});
    expect(payload).toMatchObject({ errorType: 'ConfigInvalid' });
  });

  it('end at their timeout with the words of AWS', async () => {
    functions = fixtureFunctions([localFunction('actor', 'act', { timeoutSeconds: 1 })]);

    const { payload } = await functions.invoke('actor', { act: 'hang' });

    expect(payload).toEqual({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/^RequestId: [\w-]+ Error: Task timed out after 1\.00 seconds$/),
    });
  });

  it('refuse an answer over 6 MB', async () => {
    functions = fixtureFunctions([localFunction('actor', 'act')]);
    const { payload } = await functions.invoke('actor', { act: 'grow', bytes: 7_000_000 });
    expect(payload).toMatchObject({ errorType: 'Function.ResponseSizeTooLarge' });
  });

  it('come back in a new process after one of them ended the old one', async () => {
    functions = fixtureFunctions([localFunction('actor', 'act')]);

    const died = await functions.invoke('actor', { act: 'exit' });
    const next = await functions.invoke('actor', {});

    expect(died.payload).toEqual({
      errorType: 'Runtime.ExitError',
      errorMessage: expect.stringContaining('exit status 3'),
    });
    expect(next.functionError).toBeUndefined();
  });

  it('are given up by a caller that aborts', async () => {
    functions = fixtureFunctions([localFunction('actor', 'act')]);
    const running = functions.invoke('actor', { act: 'hang' }, AbortSignal.timeout(100));
    await expect(running).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('refuse an invocation beyond their reserved concurrency', async () => {
    functions = fixtureFunctions([localFunction('actor', 'act', { reservedConcurrency: 1 })]);

    const first = functions.invoke('actor', {});
    const second = functions.invoke('actor', {});

    await expect(second).rejects.toMatchObject({ type: 'TooManyRequestsException' });
    await first;
  });

  it('pass on what they log', async () => {
    const output: string[] = [];
    functions = fixtureFunctions([localFunction('actor', 'act')], {
      onOutput: (chunk) => output.push(chunk.toString()),
    });
    await functions.invoke('actor', { act: 'log' });
    expect(await until(() => output.join('') || undefined)).toBe('{"message":"hello"}\n');
  });
});

describe('a function with a process of its own', () => {
  it('can be killed without the others noticing', async () => {
    functions = fixtureFunctions([localFunction('fed', 'act'), localFunction('other', 'echo')], {
      isolated: new Set(['fed']),
    });
    await functions.invoke('other', {});
    const otherPid = functions.pidOf('other');
    await functions.invoke('fed', {});

    const running = functions.invoke('fed', { act: 'hang' });
    process.kill(functions.pidOf('fed') ?? 0, 'SIGKILL');

    expect((await running).payload).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect(functions.pidOf('other')).toBe(otherPid);
  });

  it('is a new process after its timeout', async () => {
    functions = fixtureFunctions([localFunction('fed', 'act', { timeoutSeconds: 1 })], {
      isolated: new Set(['fed']),
    });
    const before = (await functions.invoke('fed', {})).payload;
    await functions.invoke('fed', { act: 'hang' });
    const after = (await functions.invoke('fed', {})).payload;
    expect(after).not.toEqual(before);
  });

  it('is ended at its timeout when it blocks its event loop', async () => {
    functions = fixtureFunctions([localFunction('fed', 'act', { timeoutSeconds: 1 })], {
      isolated: new Set(['fed']),
    });
    await functions.invoke('fed', {});
    const { payload } = await functions.invoke('fed', { act: 'block' });
    expect(payload).toMatchObject({ errorType: 'Sandbox.Timedout' });
  });
});

describe('an asynchronous invocation', () => {
  it('is tried again as often as its settings say, then goes to its failure queue', async () => {
    const sent: unknown[] = [];
    functions = fixtureFunctions([localFunction('actor', 'act')], {
      asyncRetries: [{ functionName: 'actor', attempts: 1, failureQueueArn: 'arn:aws:sqs:::failures' }],
      sendToQueue: async (arn, body) => void sent.push(arn, JSON.parse(body)),
    });

    functions.invokeAsync('actor', { act: 'throw' });

    await until(() => sent.length > 0);
    expect(sent).toEqual([
      'arn:aws:sqs:::failures',
      expect.objectContaining({
        requestContext: expect.objectContaining({
          functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:actor:$LATEST',
          approximateInvokeCount: 2,
        }),
        requestPayload: { act: 'throw' },
      }),
    ]);
  });
});
