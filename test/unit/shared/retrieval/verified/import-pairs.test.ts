import { describe, expect, it } from '@jest/globals';
import { readPairs } from '../../../../../shared/retrieval/verified/import-pairs.ts';

describe('readPairs', () => {
  it('reads CSV whatever the order of its columns, and tells each line that is wrong', () => {
    const file = [
      '\uFEFFsql,Question,source',
      'SELECT 1;,How many?,',
      '"SELECT 2\nFROM t","How many, then?",nw_abbr',
      ',Nothing?,',
      'SELECT 3,Too many?,northwind,cells',
      '',
      'SELECT 4,Four?,northwind',
    ].join('\r\n');

    const { pairs, errors } = readPairs('csv', file);

    expect(pairs).toEqual([
      { line: 2, question: 'How many?', sql: 'SELECT 1' },
      { line: 3, question: 'How many, then?', sql: 'SELECT 2\nFROM t', source: 'nw_abbr' },
      { line: 8, question: 'Four?', sql: 'SELECT 4', source: 'northwind' },
    ]);
    expect(errors.map(({ line }) => line)).toEqual([5, 6]);
    expect(errors[0]?.message).toMatch(/^sql: /);
    expect(errors[1]?.message).toBe('This line has more cells than the first.');
  });

  it('reads JSON lines, and tells each line that is wrong', () => {
    const file = [
      '{"question": "How many?", "sql": "SELECT 1"}',
      '{"question": "How many?"',
      '',
      '{"question": " ", "sql": "SELECT 1"}',
      '{"question": "How many?", "sql": "SELECT 1", "author": "me"}',
      `{"question": "How many?", "sql": "${'x'.repeat(8_001)}"}`,
      '["How many?", "SELECT 1"]',
    ].join('\n');

    const { pairs, errors } = readPairs('jsonl', file);

    expect(pairs).toEqual([{ line: 1, question: 'How many?', sql: 'SELECT 1' }]);
    expect(errors.map(({ line }) => line)).toEqual([2, 4, 5, 6, 7]);
    expect(errors[0]?.message).toBe('This line is not JSON.');
  });

  it.each([
    ['question,query\nHow many?,SELECT 1', 'The first line names no column sql.'],
    ['', 'The first line names no column question and no sql.'],
    ['question,sql\n"How many?,SELECT 1', expect.stringContaining('The file is not CSV')],
  ])('says what is wrong with a whole CSV file', (file, message) => {
    expect(readPairs('csv', file)).toEqual({ pairs: [], errors: [{ line: 1, message }] });
  });
});
