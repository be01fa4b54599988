import { describe, expect, it } from '@jest/globals';
import { answerBlocks } from './ask.ts';

function explain(question: string, columns: [string, string][], rows: unknown[][], extra = {}): unknown {
  const header = {
    columns: columns.map(([name, type]) => ({ name, type })),
    rowCount: rows.length,
    truncated: false,
    ...extra,
  };
  const lines = [header, ...rows].map((line) => JSON.stringify(line));
  const reply = answerBlocks({ question, rows: lines.join('\n') }, ['explain']);
  return reply.kind === 'tool' ? reply.input : reply;
}

describe('the explanation', () => {
  it('of a count is a sentence', () => {
    expect(explain('How many members?', [['number_of_members', 'int8']], [['91']])).toEqual({
      answer: 'There are 91 members.',
    });
  });

  it('of one figure names it', () => {
    expect(explain('Average price?', [['average_price', 'numeric']], [['12.50']])).toEqual({
      answer: 'The average price is 12.50.',
    });
  });

  it('of a ranking names the first three with their figures', () => {
    const columns: [string, string][] = [
      ['name', 'text'],
      ['number_of_books', 'int8'],
    ];

    expect(
      explain('Top 3 authors', columns, [
        ['Ito', '9'],
        ['Diallo', '7'],
        ['Roux', '4'],
      ]),
    ).toEqual({
      answer: 'Ito has the highest number of books, 9, followed by Diallo (7) and Roux (4).',
    });
  });

  it('of a short list names all of it, and says when it was cut', () => {
    const answer = explain('List titles', [['title', 'text']], [['A'], ['B'], ['C'], ['D']], {
      truncated: true,
    });

    expect(answer).toEqual({
      answer: '4 titles match: A, B, C and D. The list was cut off at the row limit.',
    });
  });

  it.each([
    [
      'one row in the singular',
      'How many books?',
      [['number_of_books', 'int8']],
      [['1']],
      'There is 1 book.',
    ],
    [
      'a rounded figure',
      'Average?',
      [['average_price', 'numeric']],
      [['12.3456789']],
      'The average price is 12.35.',
    ],
    ['a small figure', 'Rate?', [['average_rate', 'numeric']], [['0.0718329']], 'The average rate is 0.072.'],
    ['a percentage', 'Share?', [['percentage', 'numeric']], [['7.7922077']], 'The percentage is 7.79%.'],
    [
      'a person',
      'Which author is the oldest?',
      [
        ['first_name', 'text'],
        ['last_name', 'text'],
      ],
      [['Mo', 'Ito']],
      'The author is Mo Ito.',
    ],
    [
      'a name and its figure',
      'x',
      [
        ['title', 'text'],
        ['price', 'numeric'],
      ],
      [['A', '9.50']],
      'A: price 9.50.',
    ],
    [
      'several figures',
      'x',
      [
        ['lowest_price', 'numeric'],
        ['highest_price', 'numeric'],
      ],
      [['1', '9']],
      'Lowest price 1 and highest price 9.',
    ],
    [
      'figures over time',
      'x',
      [
        ['year', 'int4'],
        ['revenue', 'numeric'],
      ],
      [
        [2023, '5'],
        [2024, '7'],
      ],
      'Revenue: 5 in 2023 and 7 in 2024.',
    ],
  ] as const)('reads well of %s', (_, question, columns, rows, answer) => {
    expect(
      explain(
        question,
        columns.map(([name, type]) => [name, type]),
        rows.map((row) => [...row]),
      ),
    ).toEqual({ answer });
  });

  it('of a long list gives its length, with commas, and the beginning', () => {
    const rows = Array.from({ length: 20 }, (_, at) => [`T${at}`]);

    expect(explain('List the titles', [['title', 'text']], rows, { rowCount: 2155 })).toEqual({
      answer: '2,155 titles match, beginning with T0, T1 and T2.',
    });
  });

  it('says that a count was of some rows only when the query had conditions', () => {
    const rows =
      '{"columns":[{"name":"number_of_books","type":"int8"}],"rowCount":1,"truncated":false}\n["6"]';
    const reply = answerBlocks({ question: 'How many are in print?', sql: 'SELECT … WHERE in_print', rows }, [
      'explain',
    ]);

    expect(reply).toMatchObject({ input: { answer: 'There are 6 such books.' } });
  });

  it('of no rows says so', () => {
    expect(explain('List titles', [['title', 'text']], [])).toEqual({ answer: 'No rows match.' });
  });
});
