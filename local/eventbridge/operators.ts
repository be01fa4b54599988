import { matchesWildcard } from './wildcard.ts';

export type Scalar = string | number | boolean | null | undefined;
export type Predicate = (value: Scalar) => boolean;

/** One operator of an event pattern, like {"prefix": "jobs/"}, as a predicate; throws on unknown ones. */
export function compileOperator(operator: Readonly<Record<string, unknown>>): Predicate {
  const [name, argument, ...others] = Object.entries(operator).flat();
  if (others.length > 0) throw new Error(`One operator at a time, not ${JSON.stringify(operator)}`);
  switch (name) {
    case 'prefix':
      return compileText(argument, (expected, value) => value.startsWith(expected));
    case 'suffix':
      return compileText(argument, (expected, value) => value.endsWith(expected));
    case 'equals-ignore-case':
      return compileText(argument, (expected, value) => value.toLowerCase() === expected.toLowerCase());
    case 'wildcard':
      return compileText(argument, (expected, value) => matchesWildcard(expected, value));
    case 'exists':
      return (value) => (value !== undefined) === (argument === true);
    case 'numeric':
      return compileNumeric(argument);
    case 'anything-but':
      return compileAnythingBut(argument);
    default:
      throw new Error(`Event patterns have no operator ${String(name)} that the local bus knows`);
  }
}

type TextTest = (expected: string, value: string) => boolean;

/** Prefix and suffix may themselves ignore case: {"prefix": {"equals-ignore-case": "ab"}}. */
function compileText(argument: unknown, test: TextTest): Predicate {
  if (typeof argument === 'string') return (value) => typeof value === 'string' && test(argument, value);
  const folded = Object(argument)['equals-ignore-case'];
  if (typeof folded !== 'string') throw new Error(`Expected text, not ${JSON.stringify(argument)}`);
  const expected = folded.toLowerCase();
  return (value) => typeof value === 'string' && test(expected, value.toLowerCase());
}

function compileNumeric(argument: unknown): Predicate {
  if (!Array.isArray(argument) || argument.length % 2 !== 0 || argument.length === 0) {
    throw new Error(`numeric needs pairs of comparison and number, not ${JSON.stringify(argument)}`);
  }
  const pairs = Array.from({ length: argument.length / 2 }, (_, index) => [
    argument[index * 2],
    argument[index * 2 + 1],
  ]);
  const tests = pairs.map(([comparison, bound]) => compileComparison(comparison, bound));
  return (value) => typeof value === 'number' && tests.every((test) => test(value));
}

function compileComparison(comparison: unknown, bound: unknown): (value: number) => boolean {
  if (typeof bound !== 'number')
    throw new Error(`numeric compares with numbers, not ${JSON.stringify(bound)}`);
  switch (comparison) {
    case '=':
      return (value) => value === bound;
    case '<':
      return (value) => value < bound;
    case '<=':
      return (value) => value <= bound;
    case '>':
      return (value) => value > bound;
    case '>=':
      return (value) => value >= bound;
    default:
      throw new Error(`numeric has no comparison ${JSON.stringify(comparison)}`);
  }
}

/** A value must be there, and be none of these: a scalar, a list, or one operator over one text or several. */
function compileAnythingBut(argument: unknown): Predicate {
  const excluded = Array.isArray(argument) ? argument.map(exactly) : [compileExcluded(argument)];
  return (value) => value !== undefined && !excluded.some((predicate) => predicate(value));
}

function compileExcluded(argument: unknown): Predicate {
  if (typeof argument !== 'object' || argument === null) return exactly(argument);
  const predicates = Object.entries(argument).flatMap(([name, texts]) =>
    (Array.isArray(texts) ? texts : [texts]).map((text) => compileOperator({ [name]: text })),
  );
  return (value) => predicates.some((predicate) => predicate(value));
}

export function exactly(expected: unknown): Predicate {
  if (typeof expected === 'object' && expected !== null) {
    throw new Error(`Expected a value, not ${JSON.stringify(expected)}`);
  }
  return (value) => value === expected;
}
