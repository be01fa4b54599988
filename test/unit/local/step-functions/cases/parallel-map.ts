import { fails, flow, invoke, type LanguageCase, machine, succeeds } from './language-case.ts';

const echoItem = flow({ I: { Type: 'Pass', End: true } });
const each = (fields: object) =>
  machine({ M: { Type: 'Map', ItemProcessor: echoItem, End: true, ...fields } });

export const parallelAndMapCases: readonly LanguageCase[] = [
  {
    title: 'gives each branch the Arguments of a Parallel state and joins the outputs in order',
    machine: machine({
      P: {
        Type: 'Parallel',
        Arguments: { v: '{% $states.input.a %}' },
        Branches: [
          flow({
            A: { Type: 'Wait', Seconds: 10, Next: 'A2' },
            A2: { Type: 'Pass', Output: 'late', End: true },
          }),
          flow({ B: { Type: 'Pass', End: true } }),
        ],
        Output: { branches: '{% $states.result %}', input: '{% $states.input %}' },
        End: true,
      },
    }),
    input: { a: 1 },
    expected: succeeds({ branches: ['late', { v: 1 }], input: { a: 1 } }),
  },
  {
    title: "ends a Parallel state with its first failing branch's error and stops the others",
    machine: machine({
      P: {
        Type: 'Parallel',
        Branches: [
          flow({ A: { Type: 'Wait', Seconds: 1000, Next: 'A2' }, A2: { Type: 'Fail', Error: 'Late' } }),
          flow({ B: { Type: 'Wait', Seconds: 1, Next: 'B2' }, B2: { Type: 'Fail', Error: 'First' } }),
        ],
        End: true,
      },
    }),
    expected: fails('First'),
  },
  {
    title: 'catches any failing branch with States.BranchFailed',
    machine: machine({
      P: {
        Type: 'Parallel',
        Branches: [flow({ A: { Type: 'Fail', Error: 'Mine' } })],
        Catch: [{ ErrorEquals: ['States.BranchFailed'], Next: 'D' }],
        End: true,
      },
      D: { Type: 'Pass', Output: '{% $states.input.Error %}', End: true },
    }),
    expected: succeeds('Mine'),
  },
  {
    title: 'retries a whole Parallel state',
    machine: machine({
      P: {
        Type: 'Parallel',
        Branches: [
          flow({ A: invoke('flaky', { times: 2 }, { Output: '{% $states.result.Payload.calls %}' }) }),
        ],
        Retry: [{ ErrorEquals: ['Flaky'] }],
        End: true,
      },
    }),
    expected: succeeds([3]),
  },
  {
    title: 'maps over the state input when there are no Items',
    machine: each({}),
    input: [1, 'two', { three: 3 }],
    expected: succeeds([1, 'two', { three: 3 }]),
  },
  {
    title: 'maps over no items to an empty array',
    machine: each({ Items: [] }),
    expected: succeeds([]),
  },
  {
    title: 'selects items with index and value, the input still being the state input',
    machine: each({
      Items: '{% $states.input.list %}',
      ItemSelector: {
        i: '{% $states.context.Map.Item.Index %}',
        v: '{% $states.context.Map.Item.Value %}',
        all: '{% $count($states.input.list) %}',
      },
    }),
    input: { list: ['a', 'b'] },
    expected: succeeds([
      { i: 0, v: 'a', all: 2 },
      { i: 1, v: 'b', all: 2 },
    ]),
  },
  {
    title: "maps over an object's members with their keys",
    machine: each({
      Items: { x: 1, y: 2 },
      ItemSelector: '{% $states.context.Map.Item.Key & $string($states.context.Map.Item.Value) %}',
    }),
    expected: succeeds(['x1', 'y2']),
  },
  {
    title: 'shows the item to the states inside a Map',
    machine: each({
      Items: ['a'],
      ItemProcessor: flow({ I: { Type: 'Pass', Output: '{% $states.context.Map.Item %}', End: true } }),
    }),
    expected: succeeds([{ Index: 0, Value: 'a' }]),
  },
  {
    title: 'runs at most MaxConcurrency iterations at once',
    machine: machine({
      M: {
        Type: 'Map',
        Items: [1, 2, 3, 4],
        MaxConcurrency: '{% 2 %}',
        ItemProcessor: flow({ W: { Type: 'Wait', Seconds: 10, End: true } }),
        Next: 'Now',
      },
      Now: { Type: 'Pass', Output: '{% $now() %}', End: true },
    }),
    expected: succeeds('2026-01-01T00:00:20.000Z'),
  },
  {
    title: "ends a Map with its first failing iteration's error",
    machine: each({
      Items: [1, 2, 3],
      ItemProcessor: flow({
        C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input = 2 %}', Next: 'F' }], Default: 'S' },
        F: { Type: 'Fail', Error: 'Two' },
        S: { Type: 'Succeed' },
      }),
    }),
    expected: fails('Two'),
  },
  {
    title: 'fails a Map whose Items are neither array nor object',
    machine: each({ Items: '{% $states.input %}' }),
    input: 'text',
    expected: fails('States.QueryEvaluationError', "Expected 'array or object'"),
  },
];
