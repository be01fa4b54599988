import { fails, type LanguageCase, machine, succeeds } from './language-case.ts';

const evaluates = (expression: string, output: unknown, input: unknown = {}): LanguageCase => ({
  title: `evaluates ${expression}`,
  machine: machine({ A: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } }),
  input,
  expected: succeeds(output),
});

const breaks = (expression: string, cause: string): LanguageCase => ({
  title: `fails on ${expression}`,
  machine: machine({ A: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } }),
  expected: fails('States.QueryEvaluationError', cause),
});

export const functionCases: readonly LanguageCase[] = [
  evaluates('$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]),
  evaluates('$range(0, 10, 5)', [0, 5, 10]),
  evaluates('$range(3, 1, -1)', [3, 2, 1]),
  evaluates("$hash('a', 'MD5')", '0cc175b9c0f1b6a831c399e269772661'),
  evaluates("$hash('a', 'SHA-1')", '86f7e437faa5a7fce15d1ddcb9eaeaea377667b8'),
  evaluates("$hash('a', 'SHA-256')", 'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb'),
  evaluates('$random(7) = $random(7)', true),
  evaluates('$random(7) = $random(8)', false),
  evaluates('$random()', 0.5),
  evaluates(
    '$match($uuid(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/).index',
    0,
  ),
  evaluates('$parse(\'{"a":[1,null]}\')', { a: [1, null] }),
  evaluates("$now('[Y0001]-[M01]')", '2026-01'),
  evaluates('$millis() - $toMillis($now())', 0),
  evaluates('$sum($map($states.input.rows, function($r) { $r.v }))', 6, {
    rows: [{ v: 1 }, { v: 2 }, { v: 3 }],
  }),
  evaluates('$states.input.`a-b`.c', 1, { 'a-b': { c: 1 } }),
  evaluates('$states.input.list.v', [1, 2], { list: [{ v: 1 }, { v: 2 }] }),
  evaluates('$states.input.empty', [], { empty: [] }),
  evaluates('$exists($states.input.no.such.thing)', false),
  evaluates('$states.input.zero', 0, { zero: 0 }),
  evaluates('null', null),
  breaks('$states.input.no.such.thing', 'returned nothing (undefined)'),
  breaks("$hash('a', 'CRC')", '$hash knows MD5, SHA-1, SHA-256, SHA-384, SHA-512, not CRC'),
  breaks("$parse('{')", 'threw an error'),
  breaks('$partition([1], 0)', 'positive integer'),
  breaks("'a' + 1", 'threw an error'),
];
