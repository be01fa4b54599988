import { fails, type LanguageCase, machine, succeeds } from './language-case.ts';

const sized = (rules: unknown[], fields: object = {}) =>
  machine({
    A: { Type: 'Choice', Choices: rules, ...fields },
    Small: {
      Type: 'Pass',
      Output: { small: '{% $states.input %}', v: '{% $exists($v) ? $v : 0 %}' },
      End: true,
    },
    Big: { Type: 'Pass', Output: { big: '{% $states.input %}', v: '{% $exists($v) ? $v : 0 %}' }, End: true },
  });

export const choiceCases: readonly LanguageCase[] = [
  {
    title: 'takes the first rule that holds',
    machine: sized([
      { Condition: '{% $states.input < 10 %}', Next: 'Small' },
      { Condition: '{% $states.input < 100 %}', Next: 'Big' },
    ]),
    input: 5,
    expected: succeeds({ small: 5, v: 0 }),
  },
  {
    title: 'applies the Assign and Output of the rule it took, not those of the state',
    machine: sized([{ Condition: true, Next: 'Small', Assign: { v: 1 }, Output: 'rule' }], {
      Default: 'Big',
      Assign: { v: 2 },
      Output: 'state',
    }),
    expected: succeeds({ small: 'rule', v: 1 }),
  },
  {
    title: 'applies the Assign and Output of the Choice state with its Default',
    machine: sized([{ Condition: '{% false %}', Next: 'Small', Assign: { v: 1 } }], {
      Default: 'Big',
      Assign: { v: 2 },
      Output: 'state',
    }),
    expected: succeeds({ big: 'state', v: 2 }),
  },
  {
    title: 'fails with States.NoChoiceMatched when no rule holds and there is no Default',
    machine: sized([
      { Condition: false, Next: 'Small' },
      { Condition: '{% $states.input > 1 %}', Next: 'Big' },
    ]),
    input: 1,
    expected: fails('States.NoChoiceMatched'),
  },
  {
    title: 'fails when a Condition is not a boolean',
    machine: sized([
      { Condition: '{% $states.input %}', Next: 'Small' },
      { Condition: true, Next: 'Big' },
    ]),
    input: 1,
    expected: fails('States.QueryEvaluationError', "Expected 'boolean', but was 'number 1'"),
  },
  {
    title: 'loops until a condition holds',
    machine: machine({
      Start: { Type: 'Pass', Assign: { n: 0 }, Next: 'Loop' },
      Loop: { Type: 'Pass', Assign: { n: '{% $n + 1 %}' }, Next: 'Check' },
      Check: { Type: 'Choice', Choices: [{ Condition: '{% $n >= 5 %}', Next: 'Done' }], Default: 'Loop' },
      Done: { Type: 'Succeed', Output: '{% $n %}' },
    }),
    expected: succeeds(5),
  },
];
