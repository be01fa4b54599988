import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../../../local/step-functions/clock.ts';
import { compileMachine } from '../../../../local/step-functions/compile-machine.ts';
import { statesFunctions } from '../../../../local/step-functions/expressions/states-functions.ts';
import { findIntegration } from '../../../../local/step-functions/integrations/find-integration.ts';
import type { JsonObject } from '../../../../local/step-functions/json.ts';
import { flow, invoke, machine } from './cases/language-case.ts';

const end = { Type: 'Pass', End: true };
const pass = (fields: JsonObject) => machine({ A: { ...end, ...fields } });
const task = (fields: JsonObject) => machine({ A: invoke('f', {}, fields) });
const resource = (arn: string) => machine({ A: { Type: 'Task', Resource: arn, End: true } });
const map = (fields: JsonObject) =>
  machine({ A: { Type: 'Map', ItemProcessor: flow({ B: end }), End: true, ...fields } });
const processor = (config: JsonObject) => ({
  ...flow({ B: end }),
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD', ...config },
});
const distributedMap = (fields: JsonObject) => map({ ItemProcessor: processor({}), ...fields });
const fromFile = {
  Resource: 'arn:aws:states:::s3:getObject',
  Arguments: { Bucket: 'b', Key: 'k' },
  ReaderConfig: { InputType: 'JSONL' },
};
const reads = (ReaderConfig: JsonObject) => distributedMap({ ItemReader: { ...fromFile, ReaderConfig } });

const refused: readonly [title: string, definition: unknown, problem: string][] = [
  ['text that is not JSON', '{', 'INVALID_JSON_DESCRIPTION'],
  [
    'a JSONPath machine',
    { StartAt: 'A', States: { A: end } },
    'JSONPath; set QueryLanguage to "JSONata" on the machine at /States/A/QueryLanguage',
  ],
  ['a JSONPath state', pass({ QueryLanguage: 'JSONPath' }), 'must be JSONata at /States/A/QueryLanguage'],
  [
    'a Path field',
    pass({ ResultPath: '$.a' }),
    'belongs to JSONPath; machines here are JSONata (use Arguments, Output and Assign) at /States/A/ResultPath',
  ],
  ['Parameters', task({ Parameters: {} }), 'at /States/A/Parameters'],
  [
    'an unknown field of the machine',
    machine({ A: end }, { Owner: 'me' }),
    'is not a field known here at /Owner',
  ],
  ['an unknown field of a state', pass({ Colour: 'red' }), 'is not a field known here at /States/A/Colour'],
  [
    'an unknown type of state',
    machine({ A: { Type: 'Sleep', End: true } }),
    'must be one of Pass, Task, Choice',
  ],
  [
    'a field of another type of state',
    pass({ Seconds: 1 }),
    'is not a field known here at /States/A/Seconds',
  ],
  [
    'a missing Resource',
    machine({ A: { Type: 'Task', End: true } }),
    'the field Resource is missing at /States/A',
  ],
  [
    'an unknown Next',
    machine({ A: { Type: 'Pass', Next: 'Z' } }),
    'MISSING_TRANSITION_TARGET: there is no state "Z" at /States/A/Next',
  ],
  ['an unknown StartAt', machine({ A: end }, { StartAt: 'Z' }), 'there is no state "Z" at /StartAt'],
  [
    'an unknown Default',
    machine({ A: { Type: 'Choice', Choices: [{ Condition: true, Next: 'B' }], Default: 'Z' }, B: end }),
    'at /States/A/Default',
  ],
  [
    'an unknown Next of a Catch',
    task({ Catch: [{ ErrorEquals: ['X'], Next: 'Z' }] }),
    'at /States/A/Catch[0]/Next',
  ],
  [
    'a transition out of a branch',
    machine({
      A: { Type: 'Parallel', Branches: [flow({ B: { Type: 'Pass', Next: 'C' } })], Next: 'C' },
      C: end,
    }),
    'there is no state "C" at /States/A/Branches[0]/States/B/Next',
  ],
  [
    'a state that cannot be reached',
    machine({ A: end, B: end }),
    'UNREACHABLE_STATE: no transition leads to this state at /States/B',
  ],
  [
    'a state with neither Next nor End',
    machine({ A: { Type: 'Pass' } }),
    'must have exactly one of Next and End at /States/A',
  ],
  [
    'a state with both Next and End',
    machine({ A: { ...end, Next: 'B' }, B: end }),
    'must have exactly one of Next and End at /States/A',
  ],
  [
    'a machine that can never end',
    machine({ A: { Type: 'Pass', Next: 'B' }, B: { Type: 'Pass', Next: 'A' } }),
    'MISSING_END_STATE',
  ],
  [
    'a name used twice',
    machine({ A: { Type: 'Parallel', Branches: [flow({ A: end })], End: true } }),
    'DUPLICATE_STATE_NAME',
  ],
  [
    'no branches',
    machine({ A: { Type: 'Parallel', Branches: [], End: true } }),
    'must be an array that is not empty at /States/A/Branches',
  ],
  [
    'a Wait with two times',
    machine({ A: { Type: 'Wait', Seconds: 1, Timestamp: '2026-01-01T00:00:00Z', End: true } }),
    'exactly one of Seconds and Timestamp',
  ],
  [
    'a Timestamp without a zone',
    machine({ A: { Type: 'Wait', Timestamp: '2026-01-01 00:00', End: true } }),
    'must be an RFC 3339 timestamp',
  ],
  ['a broken expression', pass({ Output: { a: '{% $states.input. %}' } }), 'not a JSONata expression'],
  ['a broken expression, naming its place', pass({ Output: { a: ['{% ( %}'] } }), 'at /States/A/Output/a[0]'],
  ['$eval', pass({ Output: "{% $eval('1') %}" }), '$eval does not exist in Step Functions; use $parse'],
  [
    'an operator of a newer JSONata',
    pass({ Output: '{% $states.input.a ?? 1 %}' }),
    "the operator ?? is newer than Step Functions' JSONata 2.0.6",
  ],
  ['the elvis operator', pass({ Output: '{% $states.input.a ?: 1 %}' }), 'the operator ?: is newer'],
  [
    '$states.result in Arguments',
    task({ Arguments: '{% $states.result %}' }),
    '$states.result is not available in this field (available: input, context)',
  ],
  [
    '$states.errorOutput outside a Catch',
    pass({ Output: '{% $states.errorOutput %}' }),
    '$states.errorOutput is not available',
  ],
  [
    'an unknown member of $states',
    pass({ Output: '{% $states.inputs.a %}' }),
    '$states.inputs is not available',
  ],
  [
    'a placeholder left over',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the definition's placeholder
    resource('${AskFunction}'),
    'was not substituted at /States/A/Resource',
  ],
  [
    'a variable named states',
    pass({ Assign: { states: 1 } }),
    'is not a variable name at /States/A/Assign/states',
  ],
  ['a variable name with a dash', pass({ Assign: { 'a-b': 1 } }), 'at /States/A/Assign/a-b'],
  [
    "an inner Assign to an outer scope's variable",
    machine({
      A: { Type: 'Pass', Assign: { x: 1 }, Next: 'B' },
      B: { Type: 'Map', ItemProcessor: flow({ C: { ...end, Assign: { x: 2 } } }), End: true },
    }),
    'the variable x belongs to an outer scope at /States/B/ItemProcessor/States/C',
  ],
  [
    'States.ALL beside other names',
    task({ Retry: [{ ErrorEquals: ['States.ALL', 'X'] }] }),
    'must have States.ALL alone',
  ],
  [
    'States.ALL before the last catcher',
    machine({
      A: invoke(
        'f',
        {},
        {
          Catch: [
            { ErrorEquals: ['States.ALL'], Next: 'B' },
            { ErrorEquals: ['X'], Next: 'B' },
          ],
        },
      ),
      B: end,
    }),
    'States.ALL must be in the last one at /States/A/Catch[0]',
  ],
  [
    'a BackoffRate under 1',
    task({ Retry: [{ ErrorEquals: ['X'], BackoffRate: 0.5 }] }),
    'must be a number of at least 1 at /States/A/Retry[0]/BackoffRate',
  ],
  [
    'a MaxDelaySeconds within the interval',
    task({ Retry: [{ ErrorEquals: ['X'], IntervalSeconds: 5, MaxDelaySeconds: 5 }] }),
    'MaxDelaySeconds must exceed IntervalSeconds',
  ],
  [
    'an unknown JitterStrategy',
    task({ Retry: [{ ErrorEquals: ['X'], JitterStrategy: 'SOME' }] }),
    'must be FULL or NONE',
  ],
  [
    'Retry on a state that cannot have it',
    pass({ Retry: [{ ErrorEquals: ['X'] }] }),
    'is not a field known here at /States/A/Retry',
  ],
  [
    'an unknown integration',
    resource('arn:aws:states:::glue:startJobRun'),
    'the resource arn:aws:states:::glue:startJobRun is not known',
  ],
  ['an unknown action', resource('arn:aws:states:::dynamodb:query'), 'INVALID_RESOURCE'],
  [
    'a task token with a resource that takes none',
    resource('arn:aws:states:::states:startExecution.sync:2.waitForTaskToken'),
    'startExecution.sync:2.waitForTaskToken does not exist; lambda:invoke, events:putEvents, sqs:sendMessage',
  ],
  [
    'an integration whose port is not given',
    resource('arn:aws:states:::sqs:sendMessage'),
    'needs the integration port callService',
  ],
  [
    'a heartbeat where there is no token',
    task({ HeartbeatSeconds: 5 }),
    'only a .waitForTaskToken task can send heartbeats; use TimeoutSeconds at /States/A/HeartbeatSeconds',
  ],
  [
    'a heartbeat no shorter than the timeout',
    task({
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      HeartbeatSeconds: 5,
      TimeoutSeconds: 5,
    }),
    'must be smaller than TimeoutSeconds at /States/A/HeartbeatSeconds',
  ],
  [
    'an ItemReader of an inline Map',
    map({ ItemReader: fromFile }),
    'belongs to a DISTRIBUTED Map at /States/A/ItemReader',
  ],
  [
    'tolerated failures of an inline Map',
    map({ ToleratedFailurePercentage: 5 }),
    'belongs to a DISTRIBUTED Map',
  ],
  [
    'a Map of EXPRESS items',
    map({ ItemProcessor: processor({ ExecutionType: 'EXPRESS' }) }),
    'EXPRESS is not supported',
  ],
  [
    'a Map of no known mode',
    map({ ItemProcessor: processor({ Mode: 'WILD' }) }),
    'must have the Mode INLINE or DISTRIBUTED',
  ],
  [
    'batches of items',
    distributedMap({ ItemBatcher: { MaxItemsPerBatch: 10 } }),
    'not supported by the local Step Functions yet (batches of items) at /States/A/ItemBatcher',
  ],
  [
    'Items beside an ItemReader',
    distributedMap({ ItemReader: fromFile, Items: [] }),
    'must not be beside an ItemReader',
  ],
  [
    'a reader of lists',
    distributedMap({ ItemReader: { ...fromFile, Resource: 'arn:aws:states:::s3:listObjectsV2' } }),
    'must be arn:aws:states:::s3:getObject at /States/A/ItemReader/Resource',
  ],
  [
    'a reader of an unknown format',
    reads({ InputType: 'PARQUET' }),
    'must be JSONL or JSON or CSV at /States/A/ItemReader/ReaderConfig/InputType',
  ],
  [
    'a reader without a key',
    distributedMap({ ItemReader: { ...fromFile, Arguments: { Bucket: 'b' } } }),
    'the field Key is missing at /States/A/ItemReader/Arguments',
  ],
  ['a CSV file without a place of its header', reads({ InputType: 'CSV' }), 'a CSV file needs it'],
  [
    'a given header that is not given',
    reads({ InputType: 'CSV', CSVHeaderLocation: 'GIVEN' }),
    'belongs to CSVHeaderLocation GIVEN',
  ],
  [
    'a CSV delimiter of a JSON file',
    reads({ InputType: 'JSON', CSVDelimiter: 'TAB' }),
    'belongs to InputType CSV',
  ],
  [
    'an unknown field of a reader',
    reads({ InputType: 'JSON', Colour: 'red' }),
    'is not a field known here at /States/A/ItemReader/ReaderConfig/Colour',
  ],
  [
    'a writer without arguments',
    distributedMap({ ResultWriter: { Resource: 'arn:aws:states:::s3:putObject' } }),
    'the field Arguments is missing at /States/A/ResultWriter',
  ],
  [
    'flattened results',
    distributedMap({
      ResultWriter: {
        Resource: 'arn:aws:states:::s3:putObject',
        Arguments: { Bucket: 'b', Prefix: 'p' },
        WriterConfig: { Transformation: 'FLATTEN', OutputType: 'JSON' },
      },
    }),
    'must be NONE',
  ],
  [
    'a share of failures above all',
    distributedMap({ ToleratedFailurePercentage: 101 }),
    'must be an integer from 0 to 100',
  ],
  ['a label that is no part of an ARN', distributedMap({ Label: 'a b' }), 'at /States/A/Label'],
  [
    'a reader where nothing can be read',
    distributedMap({ ItemReader: fromFile }),
    'needs the integration port objects',
  ],
];

function compile(definition: unknown) {
  const source = typeof definition === 'string' ? definition : JSON.stringify(definition);
  const ports = { invokeLambda: async () => ({ payload: null }) };
  return compileMachine(source, statesFunctions(systemClock, Math.random), (arn) =>
    findIntegration(arn, ports),
  );
}

describe('a definition', () => {
  it.each(refused)('is refused for %s', (_title, definition, problem) => {
    expect(() => compile(definition)).toThrow(problem);
  });

  it('is refused with all its problems at once', () => {
    const definition = machine({ A: { Type: 'Pass', Next: 'Z', Colour: 1 }, B: end });

    expect(() => compile(definition)).toThrow(/Colour.*"Z".*\/States\/B/s);
  });

  it('is accepted when each state of it says that it is JSONata', () => {
    const definition = { StartAt: 'A', States: { A: { ...end, QueryLanguage: 'JSONata' } } };

    expect(compile(definition).flow.startAt).toBe('A');
  });

  it('may use ?? and ?: inside strings and regular expressions', () => {
    const definition = pass({ Output: "{% $replace('a??b', /(?:a)\\?\\?/, '?:') %}" });

    expect(compile(definition).flow.startAt).toBe('A');
  });
});
