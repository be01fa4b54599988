import { describe, expect, it } from '@jest/globals';
import { createStepFunctions } from '../../../../local/step-functions/create-step-functions.ts';
import type { JsonObject } from '../../../../local/step-functions/json.ts';
import { runDefinition } from '../../../../local/step-functions/run-definition.ts';
import { VirtualClock } from '../../../../local/step-functions/virtual-clock.ts';
import { memoryMapObjects } from '../../../support/memory-map-objects.ts';
import { flow, machine } from './cases/language-case.ts';
import { fakeFunctions } from './fake-functions.ts';

const echo = flow({ Echo: { Type: 'Pass', End: true } });
/** Fails for every item whose `bad` is true. */
const judge = flow({
  Judge: {
    Type: 'Choice',
    Choices: [{ Condition: '{% $states.input.bad %}', Next: 'Bad' }],
    Default: 'Good',
  },
  Bad: { Type: 'Fail', Error: 'Bad', Cause: 'a bad item' },
  Good: { Type: 'Succeed' },
});
const bad = { bad: true };
const good = { bad: false };

const config = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
const distributed = (fields: JsonObject, processor: JsonObject = echo): JsonObject => ({
  Type: 'Map',
  Label: 'Each',
  ItemProcessor: { ...config, ...processor },
  End: true,
  ...fields,
});
const reader = (ReaderConfig: JsonObject, Key = 'in') => ({
  ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Arguments: { Bucket: 'b', Key }, ReaderConfig },
});
const writer = (WriterConfig?: JsonObject) => ({
  ResultWriter: {
    Resource: 'arn:aws:states:::s3:putObject',
    Arguments: { Bucket: 'b', Prefix: "{% 'out/' & $states.input.id %}" },
    ...(WriterConfig && { WriterConfig }),
  },
});

const run = (map: JsonObject, input: unknown, store = memoryMapObjects({}), before: JsonObject = {}) => {
  const clock = new VirtualClock();
  const definition = machine({ ...before, Map: map }, before.First ? { StartAt: 'First' } : {});
  return runDefinition(definition, input, { ...fakeFunctions(clock), objects: store.objects }, { clock });
};

const readers: readonly [title: string, config: JsonObject, text: string, items: unknown][] = [
  ['JSON Lines', { InputType: 'JSONL' }, '{"a":"ü"}\r\n\n{"a":2}\n[3]', [{ a: 'ü' }, { a: 2 }, [3]]],
  ['JSON Lines with a byte order mark', { InputType: 'JSONL' }, '\uFEFF1\n2\n', [1, 2]],
  ['at most MaxItems', { InputType: 'JSONL', MaxItems: 2 }, '1\n2\n3\n', [1, 2]],
  ['MaxItems by expression', { InputType: 'JSONL', MaxItems: '{% $states.input.most %}' }, '1\n2\n3\n', [1]],
  [
    'a JSON array with commas and brackets in its texts',
    { InputType: 'JSON' },
    ' [ {"a":"],\\"{"} , [1, [2]], "x", null ] \n',
    [{ a: '],"{' }, [1, [2]], 'x', null],
  ],
  ['an empty JSON array', { InputType: 'JSON' }, '[ ]', []],
  [
    'CSV with its header in the first row',
    { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
    'id,"q"\n1,"a ""b"", c\nd"\n2\n3,x,too many\n',
    [
      { id: '1', q: 'a "b", c\nd' },
      { id: '2', q: '' },
      { id: '3', q: 'x' },
    ],
  ],
  [
    'CSV with a given header and another delimiter',
    { InputType: 'CSV', CSVHeaderLocation: 'GIVEN', CSVHeaders: ['a', 'b'], CSVDelimiter: 'SEMICOLON' },
    '1;2\r\n3;4',
    [
      { a: '1', b: '2' },
      { a: '3', b: '4' },
    ],
  ],
];

const unreadable: readonly [title: string, config: JsonObject, text: string, cause: string][] = [
  ['a line that is no JSON', { InputType: 'JSONL' }, '1\n{\n', 's3://b/in could not be read after 1 of them'],
  ['JSON that is no array', { InputType: 'JSON' }, '{"a":[1]}', 'not one JSON array'],
  ['an array that stops short', { InputType: 'JSON' }, '[1,2', 'not one JSON array'],
  ['more than one array', { InputType: 'JSON' }, '[1] [2]', 'not one JSON array'],
  ['a missing comma', { InputType: 'JSON' }, '[1 2]', 'could not be read after 0'],
  [
    'a quotation mark that stays open',
    { InputType: 'CSV', CSVHeaderLocation: 'FIRST_ROW' },
    'a\n1\n"2',
    'could not be read',
  ],
];

describe('the ItemReader of a distributed Map', () => {
  it.each(readers)('reads %s', async (_title, readerConfig, text, items) => {
    const store = memoryMapObjects({ in: text });

    const { output, cause } = await run(distributed(reader(readerConfig)), { most: 1 }, store);

    expect({ output, cause }).toEqual({ output: items, cause: undefined });
  });

  it.each(unreadable)('fails with States.ItemReaderFailed on %s', async (_title, readerConfig, text, why) => {
    const store = memoryMapObjects({ in: text });

    const { error, cause } = await run(distributed(reader(readerConfig)), {}, store);

    expect({ error, cause }).toEqual({
      error: 'States.ItemReaderFailed',
      cause: expect.stringContaining(why),
    });
  });

  it('fails with States.ItemReaderFailed when there is no such object, which can be caught', async () => {
    const caught = { Catch: [{ ErrorEquals: ['States.ItemReaderFailed'], Next: 'Caught' }] };
    const map = distributed({ ...reader({ InputType: 'JSONL' }, 'nothing'), ...caught });
    const clock = new VirtualClock();
    const definition = machine({ Map: map, Caught: { Type: 'Pass', End: true } });

    const { output } = await runDefinition(
      definition,
      {},
      { objects: memoryMapObjects({}).objects },
      { clock },
    );

    expect(output).toEqual({
      Error: 'States.ItemReaderFailed',
      Cause: expect.stringContaining('s3://b/nothing'),
    });
  });
});

describe('the items of a distributed Map', () => {
  it('get what ItemSelector makes of them, the variables outside and the index included', async () => {
    const first = { First: { Type: 'Pass', Assign: { batch: 'B1' }, Next: 'Map' } };
    const select = {
      ItemSelector: {
        batch: '{% $batch %}',
        item: '{% $states.context.Map.Item.Value %}',
        at: '{% $states.context.Map.Item.Index %}',
      },
    };

    const { output } = await run(distributed({ ...select, Items: ['x', 'y'] }), {}, undefined, first);

    expect(output).toEqual([
      { batch: 'B1', item: 'x', at: 0 },
      { batch: 'B1', item: 'y', at: 1 },
    ]);
  });

  it('do not see the variables outside', async () => {
    const first = { First: { Type: 'Pass', Assign: { batch: 'B1' }, Next: 'Map' } };
    const peek = flow({
      Peek: { Type: 'Pass', Output: "{% $exists($batch) ? 'seen' : 'unseen' %}", End: true },
    });

    const { output } = await run(distributed({ Items: [1] }, peek), {}, undefined, first);

    expect(output).toEqual(['unseen']);
  });

  it('run as executions of their own, under the machine and the label, with a history each', async () => {
    const stepFunctions = createStepFunctions({ integrations: {} });
    const whoAmI = flow({
      Me: {
        Type: 'Pass',
        Output: { id: '{% $states.context.Execution.Id %}', name: '{% $states.context.Execution.Name %}' },
        End: true,
      },
    });
    const definition = JSON.stringify(machine({ Map: distributed({ Items: [1, 2] }, whoAmI) }));
    const { stateMachineArn } = stepFunctions.createStateMachine({ name: 'm', definition });
    const parent = stepFunctions.startExecution({ stateMachineArn });
    const { output = '[]' } = await parent.ended;
    const children: { id: string; name: string }[] = JSON.parse(output);

    const histories = children.map(({ id }) =>
      stepFunctions.execution(id).history.events.map(({ type }) => type),
    );

    expect(children.map(({ id }) => id)).toEqual(
      children.map(({ name }) => `arn:aws:states:us-east-1:000000000000:execution:m/Each:${name}`),
    );
    expect(histories).toEqual(
      Array(2).fill(['ExecutionStarted', 'PassStateEntered', 'PassStateExited', 'ExecutionSucceeded']),
    );
    expect(stepFunctions.execution(parent.executionArn).history.events.map(({ type }) => type)).toEqual([
      ...['ExecutionStarted', 'MapStateEntered', 'MapStateStarted', 'MapRunStarted'],
      ...['MapRunSucceeded', 'MapStateSucceeded', 'MapStateExited', 'ExecutionSucceeded'],
    ]);
  });

  it('may run items of a Map of their own', async () => {
    const inner = flow({ Inner: { ...distributed({}), Label: 'Inner' } });

    const { output } = await run(distributed({ Items: [[1, 2], [3]] }, inner), {});

    expect(output).toEqual([[1, 2], [3]]);
  });

  it('run at most MaxConcurrency at once, and no more are read than run', async () => {
    const clock = new VirtualClock();
    let running = 0;
    let most = 0;
    const invokeLambda = async () => {
      running++;
      most = Math.max(most, running);
      await clock.sleep(1000);
      running--;
      return { payload: null };
    };
    const wait = flow({
      Ask: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { FunctionName: 'f' },
        End: true,
      },
    });
    const store = memoryMapObjects({ in: '1\n2\n3\n4\n5\n6\n7\n' });
    const map = distributed({ ...reader({ InputType: 'JSONL' }), MaxConcurrency: '{% 1 + 2 %}' }, wait);

    await runDefinition(machine({ Map: map }), {}, { invokeLambda, objects: store.objects }, { clock });

    expect({ most, seconds: clock.now() - Date.parse('2026-01-01T00:00:00Z') }).toEqual({
      most: 3,
      seconds: 3000,
    });
  });

  it('are stopped with the execution, and so is what they started', async () => {
    let started = () => {};
    const bothStarted = new Promise<void>((resolve) => {
      started = resolve;
    });
    const signals: AbortSignal[] = [];
    const invokeLambda = (_name: string, _payload: unknown, signal: AbortSignal) => {
      if (signals.push(signal) === 2) started();
      return new Promise<never>(() => {});
    };
    const store = memoryMapObjects({});
    const stepFunctions = createStepFunctions({ integrations: { invokeLambda, objects: store.objects } });
    const task = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'f' },
      End: true,
    };
    const nested = JSON.stringify(machine({ Ask: task }));
    const { stateMachineArn: child } = stepFunctions.createStateMachine({
      name: 'child',
      definition: nested,
    });
    const startChild = flow({
      Start: {
        Type: 'Task',
        Resource: 'arn:aws:states:::states:startExecution.sync:2',
        Arguments: { StateMachineArn: child },
        End: true,
      },
    });
    const map = distributed({ Items: [1, 2, 3], MaxConcurrency: 2, ...writer() }, startChild);
    const definition = JSON.stringify(machine({ Map: map }));
    const { stateMachineArn } = stepFunctions.createStateMachine({ name: 'm', definition });
    const { executionArn, ended } = stepFunctions.startExecution({ stateMachineArn, input: '{"id":"1"}' });
    await bothStarted;

    stepFunctions.execution(executionArn).stop('Stopped');
    await ended;
    await new Promise((resolve) => setTimeout(resolve, 20));

    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    const failed = store.keys().find((key) => key.endsWith('FAILED_0.json')) ?? '';
    expect(JSON.parse(store.text(failed) ?? '')).toEqual(
      Array(2).fill(expect.objectContaining({ Status: 'ABORTED' })),
    );
  });
});

describe('the failures of a distributed Map', () => {
  const tolerated: readonly [
    title: string,
    fields: JsonObject,
    items: unknown[],
    error: string | undefined,
  ][] = [
    ['none unless said otherwise', {}, [good, bad], 'States.ExceedToleratedFailureThreshold'],
    ['as many as ToleratedFailureCount', { ToleratedFailureCount: 1 }, [bad, good], undefined],
    ['no more than that', { ToleratedFailureCount: 1 }, [bad, bad], 'States.ExceedToleratedFailureThreshold'],
    ['a share of all items', { ToleratedFailurePercentage: 50 }, [bad, good], undefined],
    [
      'no larger share',
      { ToleratedFailurePercentage: 50 },
      [bad, bad, good],
      'States.ExceedToleratedFailureThreshold',
    ],
    ['all of them at 100 percent', { ToleratedFailurePercentage: 100 }, [bad, bad], undefined],
    [
      'the smaller of both limits',
      { ToleratedFailurePercentage: 100, ToleratedFailureCount: 0 },
      [bad],
      'States.ExceedToleratedFailureThreshold',
    ],
  ];

  it.each(tolerated)('are tolerated: %s', async (_title, fields, items, error) => {
    const store = memoryMapObjects({ in: items.map((item) => JSON.stringify(item)).join('\n') });
    const map = distributed({ ...reader({ InputType: 'JSONL' }), ...fields }, judge);

    const outcome = await run(map, {}, store);

    expect(outcome.error).toBe(error);
  });

  it('show in the result as executions with their error', async () => {
    const { output } = await run(distributed({ Items: [bad, good], ToleratedFailureCount: 1 }, judge), {});

    expect(output).toEqual([
      expect.objectContaining({ Status: 'FAILED', Error: 'Bad', Cause: 'a bad item', Input: '{"bad":true}' }),
      good,
    ]);
  });

  it('leave the items not started in a file of pending ones once the Map has failed', async () => {
    const store = memoryMapObjects({});

    const { error } = await run(
      distributed({ Items: '{% $states.input.items %}', MaxConcurrency: 1, ...writer() }, judge),
      { id: '1', items: [good, bad, good, good] },
      store,
    );

    const manifest = JSON.parse(
      store.text(store.keys().find((key) => key.endsWith('manifest.json')) ?? '') ?? '',
    );
    const pending = JSON.parse(store.text(manifest.ResultFiles.PENDING[0].Key) ?? '');
    expect({ error, pending: pending.length, failed: manifest.ResultFiles.FAILED.length }).toEqual({
      error: 'States.ExceedToleratedFailureThreshold',
      pending: 2,
      failed: 1,
    });
  });
});

describe('the ResultWriter of a distributed Map', () => {
  it('writes a manifest and files of executions, and the result says where', async () => {
    const store = memoryMapObjects({});
    const map = distributed({ Items: [good, bad], ToleratedFailurePercentage: 50, ...writer() }, judge);

    const { output } = await run(map, { id: '1' }, store);

    const { ResultWriterDetails: details, MapRunArn } = Object(output);
    const manifest = JSON.parse(store.text(details.Key) ?? '');
    const folder = details.Key.replace('/manifest.json', '');
    expect(folder).toBe(`out/1/${MapRunArn.split(':').at(-1)}`);
    expect(manifest).toEqual({
      DestinationBucket: 'b',
      MapRunArn,
      ResultFiles: {
        FAILED: [{ Key: `${folder}/FAILED_0.json`, Size: expect.any(Number) }],
        PENDING: [],
        SUCCEEDED: [{ Key: `${folder}/SUCCEEDED_0.json`, Size: expect.any(Number) }],
      },
    });
    expect(JSON.parse(store.text(`${folder}/SUCCEEDED_0.json`) ?? '')).toEqual([
      {
        ExecutionArn: expect.stringContaining(':execution:definition/Each:'),
        Input: '{"bad":false}',
        InputDetails: { Included: true },
        Name: expect.any(String),
        Output: '{"bad":false}',
        OutputDetails: { Included: true },
        RedriveCount: 0,
        RedriveStatus: 'NOT_REDRIVABLE',
        RedriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
        StartDate: expect.stringMatching(/^2026-01-01T/),
        StateMachineArn: 'arn:aws:states:us-east-1:000000000000:stateMachine:definition/Each',
        Status: 'SUCCEEDED',
        StopDate: expect.stringMatching(/^2026-01-01T/),
      },
    ]);
  });

  it('writes JSON Lines where its configuration says so', async () => {
    const store = memoryMapObjects({});
    const lines = writer({ Transformation: 'NONE', OutputType: 'JSONL' });

    await run(distributed({ Items: [1, 2], ...lines }), { id: '1' }, store);

    const text = store.text(store.keys().find((key) => key.endsWith('SUCCEEDED_0.jsonl')) ?? '') ?? '';
    const outputs = text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).Output);
    expect(outputs.sort()).toEqual(['1', '2']);
  });

  it('fails with States.ResultWriterFailed when it cannot write', async () => {
    const store = memoryMapObjects({});
    const objects = { ...store.objects, put: () => Promise.reject(new Error('Access Denied')) };

    const { error, cause } = await run(
      distributed({ Items: [1], ...writer() }),
      { id: '1' },
      { ...store, objects },
    );

    expect({ error, cause }).toEqual({
      error: 'States.ResultWriterFailed',
      cause: expect.stringContaining('Access Denied'),
    });
  });

  it('is needed for more results than a payload holds', async () => {
    const big = flow({ Big: { Type: 'Pass', Output: "{% $pad('x', 100000) %}", End: true } });

    const { error } = await run(distributed({ Items: [1, 2, 3] }, big), {});

    expect(error).toBe('States.DataLimitExceeded');
  });
});
