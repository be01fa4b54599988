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

  it('of a ranking names the first two with their figures', () => {
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
      answer: 'The first by number of books is Ito with 9, followed by Diallo with 7.',
    });
  });

  it('of a list gives its length and beginning, and says when it was cut', () => {
    const answer = explain('List titles', [['title', 'text']], [['A'], ['B'], ['C'], ['D']], {
      truncated: true,
    });

    expect(answer).toEqual({
      answer: '4 rows match, beginning with A; B; C. The list was cut off at the row limit.',
    });
  });

  it('of no rows says so', () => {
    expect(explain('List titles', [['title', 'text']], [])).toEqual({ answer: 'No rows match.' });
  });
});
