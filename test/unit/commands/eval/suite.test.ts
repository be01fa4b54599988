import { describe, expect, it } from '@jest/globals';
import { parseSuite } from '../../../../commands/eval/suite.ts';

const line = (row: object) => JSON.stringify(row);

describe('reading a suite', () => {
  it('takes one reference, several, or both', () => {
    const text = [
      line({
        id: 1,
        db: 'shop',
        question: 'How many?',
        gold_sql: 'SELECT 1',
        ordered: true,
        difficulty: 'easy',
      }),
      '',
      line({ id: 'b', question: 'Which?', gold_alternatives: ['SELECT 2', 'SELECT 3'], source: 'ours' }),
      line({
        id: 'c',
        question: 'Who?',
        gold_sql: ['SELECT 4'],
        gold_alternatives: 'SELECT 5',
        ordered: null,
      }),
    ].join('\n');

    const questions = parseSuite(text, 'suite');

    expect(questions).toEqual([
      {
        id: 1,
        db: 'shop',
        question: 'How many?',
        references: ['SELECT 1'],
        referencesFor: {},
        ordered: true,
        difficulty: 'easy',
      },
      {
        id: 'b',
        question: 'Which?',
        references: ['SELECT 2', 'SELECT 3'],
        referencesFor: {},
        ordered: false,
        difficulty: 'unknown',
      },
      {
        id: 'c',
        question: 'Who?',
        references: ['SELECT 4', 'SELECT 5'],
        referencesFor: {},
        ordered: false,
        difficulty: 'unknown',
      },
    ]);
  });

  it.each([
    ['no JSON', 'nonsense', 'suite, line 2 is not JSON'],
    ['no question', line({ id: 'x', gold_sql: 'SELECT 1' }), 'suite, line 2 is no question: question'],
    ['no reference', line({ id: 'x', question: 'Why?' }), 'gold_sql or gold_alternatives is needed'],
    ['an id that was there', line({ id: 'a', question: 'Why?', gold_sql: 'SELECT 1' }), 'the id a was there'],
  ])('refuses a line with %s and says which', (_, bad, message) => {
    const text = `${line({ id: 'a', question: 'Which?', gold_sql: 'SELECT 1' })}\n${bad}`;

    expect(() => parseSuite(text, 'suite')).toThrow(message);
  });
});
