import { describe, expect, it } from '@jest/globals';
import { renderTable } from '../../../../commands/ask/render-table.ts';
import { exitCode, renderView } from '../../../../commands/ask/render-view.ts';
import { QuestionView } from '../../../../shared/contracts/job.ts';

const view = (rest: Partial<QuestionView>): QuestionView =>
  QuestionView.parse({
    id: '01JD0000000000000000000000',
    kind: 'question',
    status: 'ANSWERED',
    version: 3,
    question: 'How many customers are there?',
    source: 'northwind',
    mode: 'answer',
    principal: 'local',
    createdAt: '2026-11-20T00:00:00.000Z',
    attempts: [],
    steps: [],
    usage: { modelCalls: 0, tokensIn: 0, tokensOut: 0, tokensCached: 0, costUsd: 0 },
    links: {},
    ...rest,
  });

describe('a table of rows', () => {
  it('lines up its columns, numbers to the right, long cells cut', () => {
    const columns = [
      { name: 'company_name', type: 'text' },
      { name: 'revenue', type: 'numeric' },
    ];
    const rows = [
      ['Around the Horn', '13390.65'],
      [null, '7.50'],
      ['x'.repeat(70), '1'],
    ];
    expect(renderTable(columns, rows).split('\n')).toEqual([
      `company_name${' '.repeat(50)} revenue`,
      `${'─'.repeat(60)}  ────────`,
      `Around the Horn${' '.repeat(45)}  13390.65`,
      `null${' '.repeat(56)}      7.50`,
      `${'x'.repeat(59)}…         1`,
    ]);
  });
});

describe('a question’s end as text', () => {
  it('shows answer, assumptions, SQL and rows', () => {
    const answered = view({
      answer: 'There are 91 customers.',
      assumptions: ['All countries.'],
      sql: 'SELECT count(*) AS customers FROM customers',
      columns: [{ name: 'customers', type: 'int8' }],
      rows: [['91']],
      rowCount: 1,
    });
    expect(renderView(answered)).toBe(
      [
        'There are 91 customers.',
        'Assumed:\n  - All countries.',
        'SELECT count(*) AS customers FROM customers',
        'customers\n─────────\n       91\n(1 row)',
      ].join('\n\n'),
    );
  });

  it('says that more rows are there than shown', () => {
    const cut = view({ columns: [{ name: 'n', type: 'int4' }], rows: [[1]], rowCount: 5, truncated: true });
    expect(renderView(cut)).toContain('(5 rows, the first 1 shown; the row limit cut the result)');
  });

  it('shows why it was refused, and the SQL that did not run', () => {
    const refused = view({
      status: 'REFUSED',
      error: { name: 'UnsafeSql', message: 'Only one SELECT may run.' },
      attempts: [{ sql: 'DROP TABLE t', error: { name: 'UnsafeSql', message: 'DROP' } }],
    });
    expect(renderView(refused)).toBe(
      'Refused (UnsafeSql): Only one SELECT may run.\n\nDROP TABLE t\n-- UnsafeSql: DROP',
    );
  });

  it('says what was answered where it is not what was typed', () => {
    const followed = view({
      question: 'and in 2024?',
      standaloneQuestion: 'Orders in 2024?',
      answer: 'One.',
    });
    const single = view({ question: 'Orders?', standaloneQuestion: 'Orders?', answer: 'One.' });

    expect(renderView(followed)).toBe('Understood as: Orders in 2024?\n\nOne.');
    expect(renderView(single)).toBe('One.');
  });

  it('asks back with the choices, numbered', () => {
    const unclear = view({
      status: 'NEEDS_CLARIFICATION',
      clarification: { question: 'Which year?', choices: ['2024', '2025'] },
    });
    expect(renderView(unclear)).toBe('Which year?\n  1. 2024\n  2. 2025');
  });

  it.each([
    ['ANSWERED', 0],
    ['REPLIED', 0],
    ['FAILED', 1],
    ['REFUSED', 2],
    ['NEEDS_CLARIFICATION', 3],
    ['CANCELLED', 130],
  ] as const)('%s exits with %d', (status, code) => {
    expect(exitCode(view({ status }))).toBe(code);
  });
});
