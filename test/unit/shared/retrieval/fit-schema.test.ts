import { describe, expect, it } from '@jest/globals';
import { fitSchema } from '../../../../shared/retrieval/fit-schema.ts';
import { keyOf, tableOf } from '../../../support/catalogs.ts';

const named = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, index) => `${prefix}_${index}`);
const wide = tableOf('wide', ['id', 'parent_id', ...named(500, 'order_figure')], { primaryKey: ['id'] });

describe('fitSchema', () => {
  it('shows everything where there is room', () => {
    const table = tableOf('t', [
      { name: 'kind', description: 'what', values: ['a', 'b'], valuesComplete: true },
    ]);

    expect(fitSchema([table], [], 'anything', 1_000).text).toContain("what | values: 'a', 'b'");
  });

  it('leaves out values before columns', () => {
    const columns = named(20, 'c').map((name) => ({ name, values: named(12, 'some_long_value') }));

    const { text, tokens } = fitSchema([tableOf('t', columns)], [], 'anything', 200);

    expect(tokens).toBeLessThanOrEqual(200);
    expect(text).not.toContain('values');
    expect(text).toContain('c_19');
  });

  it('leaves out columns the question does not mention before those it does', () => {
    const columns = [...named(200, 'filler'), 'turnover'];

    const { text, tokens } = fitSchema([tableOf('t', columns)], [], 'turnover by year', 300);

    expect(tokens).toBeLessThanOrEqual(300);
    expect(text).toContain('turnover');
    expect(text).toContain('filler_0 ');
    expect(text).not.toContain('filler_199');
  });

  it('leaves out the tables that ranked last when columns are not enough', () => {
    const tables = ['a', 'b', 'c'].map((name) => tableOf(name, named(100, 'turnover')));

    const fitted = fitSchema(tables, [], 'turnover', 600);

    expect(fitted.tokens).toBeLessThanOrEqual(600);
    expect(fitted.tables.map(({ name }) => name)).toEqual(['a']);
  });

  it.each([
    ['mentions none of them', 'anything at all'],
    ['mentions all of them', 'order figures'],
  ])('keeps to the budget with one table of 500 columns when the question %s', (_, question) => {
    const { text, tokens } = fitSchema([wide], [], question, 400);

    expect(tokens).toBeLessThanOrEqual(400);
    expect(tokens).toBeGreaterThan(350);
    expect(text).toContain('id int4 PRIMARY KEY');
  });

  it('keeps to the budget however long the comment on a table is', () => {
    const table = tableOf('t', ['id', 'turnover'], { description: 'word '.repeat(5_000) });

    expect(fitSchema([table], [], 'turnover', 100)).toMatchObject({
      text: expect.stringContaining('turnover'),
      tokens: expect.any(Number),
    });
    expect(fitSchema([table], [], 'turnover', 100).tokens).toBeLessThanOrEqual(100);
  });

  it('keeps the columns that join, whatever goes', () => {
    const parent = tableOf('parent', ['code', ...named(300, 'filler')], { primaryKey: ['code'] });

    const { text } = fitSchema([wide, parent], [keyOf('wide(parent_id)', 'parent(code)')], 'anything', 300);

    expect(text).toContain('parent_id int4 REFERENCES shop.parent (code)');
    expect(text).toContain('  code int4 PRIMARY KEY');
  });

  it('shows the keys of the first table even under a budget that is too small for them', () => {
    expect(fitSchema([wide], [], 'anything', 1).text).toContain('id int4 PRIMARY KEY');
  });
});
