import { compileOperator, exactly, type Predicate, type Scalar } from './operators.ts';

type Matcher = (value: unknown) => boolean;

/** Compiles an event pattern; throws on operators that the local bus does not know. */
export function compilePattern(pattern: Readonly<Record<string, unknown>>): Matcher {
  const fields = Object.entries(pattern).map(([name, condition]) =>
    name === '$or' ? compileAlternatives(condition) : compileField(name, condition),
  );
  return (value) => fields.every((field) => field(value));
}

function compileAlternatives(alternatives: unknown): Matcher {
  if (!Array.isArray(alternatives)) throw new Error('$or needs a list of patterns');
  const matchers = alternatives.map((alternative) => compilePattern(Object(alternative)));
  return (value) => matchers.some((matches) => matches(value));
}

function compileField(name: string, condition: unknown): Matcher {
  const matches = Array.isArray(condition) ? compileLeaf(condition) : compileNested(name, condition);
  return (value) => matches(Object(value)[name]);
}

function compileNested(name: string, condition: unknown): Matcher {
  if (typeof condition !== 'object' || condition === null) {
    throw new Error(
      `The event pattern's ${name} must be a list or an object, not ${JSON.stringify(condition)}`,
    );
  }
  // Object.entries needs no index signature; the check above leaves a plain JSON object.
  return compilePattern(condition as Record<string, unknown>);
}

/** A leaf is a list of alternatives; a list in the event matches when any of its elements does. */
function compileLeaf(alternatives: readonly unknown[]): Matcher {
  const predicates = alternatives.map(compileAlternative);
  const anyMatches = (value: unknown) => isScalar(value) && predicates.some((predicate) => predicate(value));
  return (value) => (Array.isArray(value) && value.length > 0 ? value.some(anyMatches) : anyMatches(value));
}

function compileAlternative(alternative: unknown): Predicate {
  if (typeof alternative !== 'object' || alternative === null) return exactly(alternative);
  // Checked above: a JSON object, one operator.
  return compileOperator(alternative as Record<string, unknown>);
}

function isScalar(value: unknown): value is Scalar {
  return value === null || typeof value !== 'object';
}
