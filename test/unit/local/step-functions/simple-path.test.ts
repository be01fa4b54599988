import { describe, expect, it } from '@jest/globals';
import jsonata from 'jsonata';
import { systemClock } from '../../../../local/step-functions/clock.ts';
import {
  compileExpression,
  EmptyResult,
} from '../../../../local/step-functions/expressions/compile-expression.ts';
import { statesFunctions } from '../../../../local/step-functions/expressions/states-functions.ts';

const expressions = [
  '$states.input',
  '$states.input.a',
  '$states.input.a.b',
  '$states.input.a.b.c',
  '$states.input.`a`',
  '$v',
  '$v.a',
  '$v.a.b',
  '$states.input.a[0]',
  '$states.input.a[]',
];

const values: unknown[] = [
  ...[null, 0, '', false, 'text', [], [1], [[1]], [{ a: 1 }], { a: null }, { a: [] }, { a: [1] }, {}],
  ...[{ a: { b: 1 } }, { a: { b: [2] } }, { a: [{ b: 1 }] }, { a: [{ b: 1 }, { b: [2, 3] }] }],
  ...[{ a: { b: { c: 'x' } } }, { a: 'text' }, { constructor: 1 }],
];

describe('the quick evaluation of paths', () => {
  it.each(expressions)('agrees with jsonata on %s', async (source) => {
    const functions = statesFunctions(systemClock, Math.random);
    const compiled = compileExpression(`{% ${source} %}`, functions, [], (problem) =>
      expect(problem).toBe(''),
    );
    for (const value of values) {
      const states = { input: value, context: {} };
      const expected = await jsonata(source).evaluate(undefined, { v: value, states });

      const actual = await outcome(() => compiled?.evaluate({ states, variables: { v: value } }));

      expect(JSON.stringify(actual)).toEqual(JSON.stringify(expected));
    }
  });
});

async function outcome(evaluate: () => unknown): Promise<unknown> {
  try {
    return await evaluate();
  } catch (error) {
    if (error instanceof EmptyResult) return undefined;
    throw error;
  }
}
