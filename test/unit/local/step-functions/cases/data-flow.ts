import { fails, invoke, type LanguageCase, machine, succeeds } from './language-case.ts';

export const dataFlowCases: readonly LanguageCase[] = [
  {
    title: 'passes the input on when a Pass state has no Output',
    machine: machine({ A: { Type: 'Pass', End: true } }),
    input: { a: [1, { b: null }] },
    expected: succeeds({ a: [1, { b: null }] }),
  },
  {
    title: 'evaluates expressions anywhere inside Output and leaves other strings alone',
    machine: machine({
      A: {
        Type: 'Pass',
        Output: { a: ['{% $states.input.n * 2 %}', ' {% 1 %}', 'n'], b: { c: true } },
        End: true,
      },
    }),
    input: { n: 21 },
    expected: succeeds({ a: [42, ' {% 1 %}', 'n'], b: { c: true } }),
  },
  {
    title: 'takes a whole Output from one expression',
    machine: machine({ A: { Type: 'Pass', Output: '{% $states.input.list[v > 1] %}', End: true } }),
    input: { list: [{ v: 1 }, { v: 2 }, { v: 3 }] },
    expected: succeeds([{ v: 2 }, { v: 3 }]),
  },
  {
    title: 'keeps an array of one element an array when it passes through states',
    machine: machine({
      A: { Type: 'Pass', Output: { list: '{% $states.input.list[v = 2][] %}' }, Next: 'B' },
      B: { Type: 'Pass', Output: { list: '{% $states.input.list %}' }, Next: 'C' },
      C: { Type: 'Pass', Output: '{% $states.input.list %}', End: true },
    }),
    input: { list: [{ v: 1 }, { v: 2 }] },
    expected: succeeds([{ v: 2 }]),
  },
  {
    title: 'gives the state input to a Task without Arguments',
    machine: machine({ A: { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', End: true } }),
    input: { FunctionName: 'echo', Payload: { a: 1 } },
    expected: succeeds({ ExecutedVersion: '$LATEST', Payload: { a: 1 }, StatusCode: 200 }),
  },
  {
    title: 'invokes a plain function ARN with the Arguments as its event',
    machine: machine({
      A: {
        Type: 'Task',
        Resource: 'arn:aws:lambda:us-east-1:000000000000:function:echo',
        Arguments: { x: '{% $states.input %}' },
        End: true,
      },
    }),
    input: 7,
    expected: succeeds({ x: 7 }),
  },
  {
    title: 'shows a Task result as $states.result in Output and Assign beside the input',
    machine: machine({
      A: invoke(
        'echo',
        { v: 1 },
        {
          Assign: { got: '{% $states.result.Payload.v + 1 %}' },
          Output: { v: '{% $states.result.Payload.v %}', i: '{% $states.input.i %}' },
          Next: 'B',
        },
      ),
      B: { Type: 'Pass', Output: { before: '{% $states.input %}', got: '{% $got %}' }, End: true },
    }),
    input: { i: 5 },
    expected: succeeds({ before: { v: 1, i: 5 }, got: 2 }),
  },
  {
    title: 'takes a function that returns nothing for null',
    machine: machine({ A: invoke('nothing', {}, { Output: '{% $states.result.Payload %}' }) }),
    expected: succeeds(null),
  },
  {
    title: 'gives the execution context to expressions',
    machine: machine({
      A: {
        Type: 'Pass',
        Output: {
          id: '{% $states.context.Execution.Id %}',
          name: '{% $states.context.Execution.Name %}',
          input: '{% $states.context.Execution.Input %}',
          start: '{% $states.context.Execution.StartTime %}',
          role: '{% $states.context.Execution.RoleArn %}',
          state: '{% $states.context.State %}',
          machine: '{% $states.context.StateMachine %}',
        },
        End: true,
      },
    }),
    input: { a: 1 },
    expected: succeeds({
      id: 'arn:aws:states:us-east-1:000000000000:execution:definition:run-1',
      name: 'run-1',
      input: { a: 1 },
      start: '2026-01-01T00:00:00.000Z',
      role: 'arn:aws:iam::000000000000:role/definition',
      state: { Name: 'A', EnteredTime: '2026-01-01T00:00:00.000Z', RetryCount: 0 },
      machine: {
        Id: 'arn:aws:states:us-east-1:000000000000:stateMachine:definition',
        Name: 'definition',
      },
    }),
  },
  {
    title: 'ends with the Output of a Succeed state',
    machine: machine({ A: { Type: 'Succeed', Output: { ok: '{% $states.input.a %}' } } }),
    input: { a: 1 },
    expected: succeeds({ ok: 1 }),
  },
  {
    title: 'ends with the error and cause of a Fail state, both of which may be expressions',
    machine: machine({
      A: { Type: 'Fail', Error: '{% $states.input.e %}', Cause: "{% 'since ' & $states.input.e %}" },
    }),
    input: { e: 'Oops' },
    expected: fails('Oops', 'since Oops'),
  },
  {
    title: 'waits seconds given as an expression',
    machine: machine({
      A: { Type: 'Wait', Seconds: '{% $states.input.s %}', Next: 'B' },
      B: { Type: 'Pass', Output: '{% $now() %}', End: true },
    }),
    input: { s: 90 },
    expected: succeeds('2026-01-01T00:01:30.000Z'),
  },
  {
    title: 'waits until a timestamp, and not at all when it has passed',
    machine: machine({
      A: { Type: 'Wait', Timestamp: '2026-03-01T00:00:00Z', Next: 'B' },
      B: { Type: 'Wait', Timestamp: '{% $states.input.past %}', Next: 'C' },
      C: { Type: 'Pass', Output: '{% $millis() %}', End: true },
    }),
    input: { past: '2020-01-01T00:00:00Z' },
    expected: succeeds(Date.parse('2026-03-01T00:00:00Z')),
  },
  {
    title: 'fails when Seconds is not a number of seconds',
    machine: machine({ A: { Type: 'Wait', Seconds: '{% $states.input.s %}', End: true } }),
    input: { s: 'ten' },
    expected: fails(
      'States.QueryEvaluationError',
      "Expected 'number from 0 to 99999999', but was 'string ten'",
    ),
  },
];
