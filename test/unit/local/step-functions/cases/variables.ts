import { fails, flow, invoke, type LanguageCase, machine, succeeds } from './language-case.ts';

export const variableCases: readonly LanguageCase[] = [
  {
    title: 'evaluates all of an Assign against the values before it',
    machine: machine({
      A: { Type: 'Pass', Assign: { x: 3, y: 6 }, Next: 'B' },
      B: { Type: 'Pass', Assign: { x: '{% $y %}', y: '{% $x + 1 %}' }, Output: '{% $x %}', Next: 'C' },
      C: { Type: 'Pass', Output: { out: '{% $states.input %}', x: '{% $x %}', y: '{% $y %}' }, End: true },
    }),
    expected: succeeds({ out: 3, x: 6, y: 4 }),
  },
  {
    title: 'fails on a variable that nothing assigned',
    machine: machine({ A: { Type: 'Pass', Output: '{% $ghost %}', End: true } }),
    expected: fails(
      'States.QueryEvaluationError',
      "The JSONata expression '$ghost' specified for the field 'Output' returned nothing (undefined)",
    ),
  },
  {
    title: 'shows outer variables inside Parallel and Map, and keeps inner ones inside',
    machine: machine({
      A: { Type: 'Pass', Assign: { outer: 10 }, Next: 'Both' },
      Both: {
        Type: 'Parallel',
        Branches: [
          flow({
            P: { Type: 'Pass', Assign: { inner: '{% $outer + 1 %}' }, Next: 'Q' },
            Q: { Type: 'Pass', Output: '{% $inner %}', End: true },
          }),
          flow({ R: { Type: 'Pass', Output: '{% $exists($inner) %}', End: true } }),
        ],
        Next: 'Each',
      },
      Each: {
        Type: 'Map',
        Items: [1, 2],
        ItemProcessor: flow({
          S: { Type: 'Pass', Assign: { doubled: '{% $states.input * $outer %}' }, Next: 'T' },
          T: { Type: 'Pass', Output: '{% $doubled %}', End: true },
        }),
        Output: { both: '{% $states.input %}', each: '{% $states.result %}' },
        Next: 'End',
      },
      End: {
        Type: 'Pass',
        Output: { got: '{% $states.input %}', seen: '{% $exists($doubled) or $exists($inner) %}' },
        End: true,
      },
    }),
    expected: succeeds({ got: { both: [11, false], each: [10, 20] }, seen: false }),
  },
  {
    title: 'assigns in a Catch, also around a Parallel state, into the scope of the state',
    machine: machine({
      Try: {
        Type: 'Parallel',
        Branches: [flow({ F: { Type: 'Fail', Error: 'Bad', Cause: 'luck' } })],
        Catch: [{ ErrorEquals: ['Bad'], Assign: { why: '{% $states.errorOutput.Cause %}' }, Next: 'Done' }],
        End: true,
      },
      Done: { Type: 'Pass', Output: { why: '{% $why %}', error: '{% $states.input %}' }, End: true },
    }),
    expected: succeeds({ why: 'luck', error: { Error: 'Bad', Cause: 'luck' } }),
  },
  {
    title: 'does not assign when the Output of the same state fails',
    machine: machine({
      Try: invoke(
        'echo',
        {},
        {
          Assign: { x: 1 },
          Output: '{% $ghost %}',
          Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Done' }],
        },
      ),
      Done: { Type: 'Pass', Output: '{% $exists($x) %}', End: true },
    }),
    expected: succeeds(false),
  },
  {
    title: 'refuses to assign more than 256 KiB at once',
    machine: machine({
      A: { Type: 'Pass', Assign: { x: "{% $pad('', 262145, 'x') %}" }, Output: 1, End: true },
    }),
    expected: fails('States.DataLimitExceeded'),
  },
];
