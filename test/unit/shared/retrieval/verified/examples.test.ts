import { describe, expect, it } from '@jest/globals';
import type { ActiveQuery } from '../../../../../shared/contracts/verified-query.ts';
import { estimateTokens } from '../../../../../shared/model/model-use.ts';
import { EXAMPLE_TOKENS, nearestExamples } from '../../../../../shared/retrieval/verified/examples.ts';
import { TRADE } from './northwind-values.ts';

const query = (id: string, changes: Partial<ActiveQuery> = {}): ActiveQuery => ({
  ...{ id, source: 'northwind', question: `Question\n${id}?`, sql: `SELECT '${id}' FROM northwind.orders` },
  ...{ dialect: 'postgres', state: 'active', origin: 'edit', approvedBy: 'ann', count: 1 },
  approvedAt: '2026-01-01T00:00:00.000Z',
  tables: ['northwind.orders'],
  columns: ['northwind.orders.freight'],
  template: { matchable: true, skeleton: [], slots: [], holes: [] },
  ...changes,
});

const examples = (entries: readonly ActiveQuery[], similarities: readonly number[], most = 3) =>
  nearestExamples(
    { entries, model: 'm/1', vectors: similarities.map((value) => Float32Array.of(value)) },
    Float32Array.of(1),
    TRADE,
    most,
  );

describe('nearestExamples', () => {
  it('gives the nearest ones, the best first, with their questions in a line each', () => {
    const text = examples([query('a'), query('b'), query('c')], [0.5, 0.9, 0.7], 2);

    expect(text).toBe(
      "-- Question b?\nSELECT 'b' FROM northwind.orders\n-- Question c?\nSELECT 'c' FROM northwind.orders",
    );
  });

  it('leaves out what has nothing in common with the question', () => {
    expect(examples([query('a')], [0.1])).toBe('');
  });

  it('leaves out what reads a table or a column out of sight', () => {
    const hidden = [
      query('a', { tables: ['northwind.salaries'] }),
      query('b', { columns: ['northwind.orders.margin'] }),
    ];

    expect(examples(hidden, [0.9, 0.9])).toBe('');
  });

  it('keeps within its tokens: one that is too long makes room for the next', () => {
    const long = query('long', { sql: `SELECT '${'x'.repeat(2_000)}' FROM northwind.orders` });

    const text = examples([long, query('b'), query('c')], [0.9, 0.8, 0.7]);

    expect(text).toContain('Question b?');
    expect(text).not.toContain('Question long?');
    expect(estimateTokens(text)).toBeLessThanOrEqual(EXAMPLE_TOKENS);
  });
});
