import { fails, invoke, type LanguageCase, machine, succeeds } from './language-case.ts';

const done = { Done: { Type: 'Pass', End: true } };
const caught = (name: string, payload: unknown, names: string[], fields: object = {}) =>
  machine({
    Try: invoke(name, payload, {
      Catch: [{ ErrorEquals: names, Next: 'Done', Output: 'caught' }],
      ...fields,
    }),
    ...done,
  });

export const errorCases: readonly LanguageCase[] = [
  {
    title: "ends with a function's errorType and its JSON as the cause",
    machine: machine({ A: invoke('fail', { error: 'SqlSyntaxError' }) }),
    expected: fails('SqlSyntaxError', '{"errorType":"SqlSyntaxError","errorMessage":"it is SqlSyntaxError"}'),
  },
  {
    title: 'catches an error by its name and gives the error output as the next input',
    machine: machine({
      Try: invoke('fail', { error: 'X' }, { Catch: [{ ErrorEquals: ['Y', 'X'], Next: 'Done' }] }),
      ...done,
    }),
    expected: succeeds({ Error: 'X', Cause: '{"errorType":"X","errorMessage":"it is X"}' }),
  },
  {
    title: 'takes the first catcher that matches',
    machine: machine({
      Try: invoke(
        'fail',
        { error: 'X' },
        {
          Catch: [
            { ErrorEquals: ['Y'], Next: 'Done', Output: 1 },
            { ErrorEquals: ['X'], Next: 'Done', Output: 2 },
            { ErrorEquals: ['States.ALL'], Next: 'Done', Output: 3 },
          ],
        },
      ),
      ...done,
    }),
    expected: succeeds(2),
  },
  {
    title: 'does not catch an error under another name',
    machine: caught('fail', { error: 'X' }, ['Z']),
    expected: fails('X'),
  },
  {
    title: 'catches any error with States.ALL',
    machine: caught('fail', {}, ['States.ALL']),
    expected: succeeds('caught'),
  },
  {
    title: 'catches any error of a task with States.TaskFailed',
    machine: caught('fail', {}, ['States.TaskFailed']),
    expected: succeeds('caught'),
  },
  {
    title: 'does not catch a timeout with States.TaskFailed',
    machine: caught('hang', {}, ['States.TaskFailed'], { TimeoutSeconds: 10 }),
    expected: fails('States.Timeout'),
  },
  {
    title: 'catches a timeout by its name, the seconds being an expression',
    machine: caught('hang', {}, ['States.Timeout'], { TimeoutSeconds: '{% $states.input.s %}' }),
    input: { s: 10 },
    expected: succeeds('caught'),
  },
  {
    title: 'lets a task that is quicker than its timeout finish',
    machine: machine({
      A: invoke('slow', { seconds: 9 }, { TimeoutSeconds: 10, Output: '{% $states.result.Payload %}' }),
    }),
    expected: succeeds('slow'),
  },
  {
    title: 'fails with States.DataLimitExceeded on a result over 256 KiB, which States.ALL does not catch',
    machine: caught('big', {}, ['States.ALL']),
    expected: fails('States.DataLimitExceeded'),
  },
  {
    title: 'catches States.DataLimitExceeded by its name',
    machine: caught('big', {}, ['States.DataLimitExceeded']),
    expected: succeeds('caught'),
  },
  {
    title: 'never catches States.Runtime',
    machine: machine({
      Try: {
        Type: 'Task',
        Resource: 'arn:aws:states:::lambda:invoke',
        Arguments: { Payload: 1 },
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done' }],
        End: true,
      },
      ...done,
    }),
    expected: fails('States.Runtime', "The field 'FunctionName' is required"),
  },
  {
    title: 'catches a failing expression in Arguments and names expression, field and state',
    machine: machine({
      Try: invoke(
        'echo',
        { a: ['{% $states.input.nope %}'] },
        {
          Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Done' }],
        },
      ),
      ...done,
    }),
    input: {},
    expected: succeeds({
      Error: 'States.QueryEvaluationError',
      Cause:
        "An error occurred while executing the state 'Try' (entered at the event id #2). The JSONata expression " +
        "'$states.input.nope' specified for the field 'Arguments/Payload/a[0]' returned nothing (undefined).",
    }),
  },
  {
    title: 'fails when an expression in a Catch fails',
    machine: machine({
      Try: invoke(
        'fail',
        {},
        { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Done', Output: '{% $ghost %}' }] },
      ),
      ...done,
    }),
    expected: fails('States.QueryEvaluationError', "'Catch[0]/Output'"),
  },
  {
    title: 'fails when an expression yields a function',
    machine: machine({ A: { Type: 'Pass', Output: '{% $count %}', End: true } }),
    expected: fails('States.QueryEvaluationError', 'a function is not JSON'),
  },
  {
    title: 'ends an expression that never ends by itself',
    machine: machine({
      A: { Type: 'Pass', Output: '{% ($f := function($n) { 1 + $f($n) }; $f(1)) %}', End: true },
    }),
    expected: fails('States.QueryEvaluationError', 'Stack overflow'),
  },
  {
    title: 'names an unknown function as Lambda does',
    machine: machine({ A: invoke('missing', {}) }),
    expected: fails('Lambda.ResourceNotFoundException', 'no function missing'),
  },
  {
    title: 'times the whole execution out',
    machine: machine({ A: { Type: 'Wait', Seconds: 61, End: true } }, { TimeoutSeconds: 60 }),
    expected: { status: 'TIMED_OUT', error: 'States.Timeout' },
  },
  {
    title: 'ends a machine that loops for ever at 25,000 history events',
    machine: machine({
      A: { Type: 'Pass', Next: 'B' },
      B: { Type: 'Choice', Choices: [{ Condition: false, Next: 'C' }], Default: 'A' },
      C: { Type: 'Succeed' },
    }),
    expected: fails('States.Runtime', 'maximum number of history events'),
  },
];
