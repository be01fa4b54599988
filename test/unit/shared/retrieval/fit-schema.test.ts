import { describe, expect, it } from '@jest/globals';
import type { CatalogTable } from '../../../../shared/contracts/catalog.ts';
import { fitSchema } from '../../../../shared/retrieval/fit-schema.ts';

import { keyOf, tableOf } from '../../../support/catalogs.ts';

/** Interest in the columns whose names have this word. */
const interestIn = (tables: readonly CatalogTable[], word: string) => ({
  columns: new Map(
    tables.flatMap(({ schema, name, columns }) =>
      columns
        .filter((column) => column.name.includes(word))
        .map((column): [string, number] => [`${schema}.${name}.${column.name}`, 1]),
    ),
  ),
  values: new Map<string, string[]>(),
});
const NONE = interestIn([], '');
const named = (count: number, prefix: string) =>
  Array.from({ length: count }, (_, index) => `${prefix}_${index}`);
const wide = tableOf('wide', ['id', 'parent_id', ...named(500, 'order_figure')], { primaryKey: ['id'] });

describe('fitSchema', () => {
  it('shows everything where there is room', () => {
    const table = tableOf('t', [
      { name: 'kind', description: 'what', values: ['a', 'b'], valuesComplete: true },
    ]);

    expect(fitSchema([table], [], NONE, 1_000).text).toContain("what | values: 'a', 'b'");
  });

  it('leaves out values before columns', () => {
    const columns = named(20, 'c').map((name) => ({ name, values: named(12, 'some_long_value') }));

    const { text, tokens } = fitSchema([tableOf('t', columns)], [], NONE, 200);

    expect(tokens).toBeLessThanOrEqual(200);
    expect(text).toContain('c_0 int4, -- values');
    expect(text).toContain('c_19 int4\n');
  });

  it('leaves out columns the question does not mention before those it does', () => {
    const columns = [...named(200, 'filler'), 'turnover'];

    const table = tableOf('t', columns);

    const { text, tokens, columns: shown } = fitSchema([table], [], interestIn([table], 'turnover'), 300);

    expect(tokens).toBeLessThanOrEqual(300);
    expect(text).toContain('turnover');
    expect(text).toContain('filler_0 ');
    expect(text).not.toContain('filler_199');
    expect(shown).toEqual(expect.arrayContaining(['shop.t.turnover', 'shop.t.filler_0']));
    expect(shown).not.toContain('shop.t.filler_199');
  });

  it('leaves out the tables that ranked last when columns are not enough', () => {
    const tables = ['a', 'b', 'c'].map((name) => tableOf(name, named(100, 'turnover')));

    const fitted = fitSchema(tables, [], interestIn(tables, 'turnover'), 50);

    expect(fitted.tokens).toBeLessThanOrEqual(50);
    expect(fitted.tables.map(({ name }) => name)).toEqual(['a']);
  });

  it.each([
    ['mentions none of them', NONE],
    ['mentions all of them', interestIn([wide], 'order')],
  ])('keeps to the budget with one table of 500 columns when the question %s', (_, interest) => {
    const { text, tokens } = fitSchema([wide], [], interest, 400);

    expect(tokens).toBeLessThanOrEqual(400);
    expect(tokens).toBeGreaterThan(350);
    expect(text).toContain('id int4 PRIMARY KEY');
  });

  it('keeps to the budget however long the comment on a table is', () => {
    const table = tableOf('t', ['id', 'turnover'], { description: 'word '.repeat(5_000) });

    const { text, tokens } = fitSchema([table], [], NONE, 100);

    expect(text).toContain('turnover');
    expect(text).toContain('word word');
    expect(tokens).toBeLessThanOrEqual(100);
  });

  it('keeps the columns that join, whatever goes', () => {
    const parent = tableOf('parent', ['code', ...named(300, 'filler')], { primaryKey: ['code'] });

    const { text } = fitSchema([wide, parent], [keyOf('wide(parent_id)', 'parent(code)')], NONE, 300);

    expect(text).toContain('parent_id int4 REFERENCES shop.parent (code)');
    expect(text).toContain('  code int4 PRIMARY KEY');
  });

  it('shows the keys of the first table even under a budget that is too small for them', () => {
    expect(fitSchema([wide], [], NONE, 1).text).toContain('id int4 PRIMARY KEY');
  });

  it('cuts descriptions short, and keeps those of columns of interest longest', () => {
    const described = (name: string) => ({ name, description: `${name} is described in words `.repeat(4) });
    const table = tableOf('t', [...named(30, 'filler').map(described), described('turnover')]);

    const { text } = fitSchema([table], [], interestIn([table], 'turnover'), 250);

    expect(text).toContain('turnover int4 -- turnover is described');
    expect(text).not.toContain('filler_29 is described');
    expect(text).toContain('filler_29 int4');
  });

  it('tells of figures with cryptic names, which the question does not mention, before names that speak', () => {
    const described = (name: string) => ({ name, description: `${name} as it stands in the old system` });
    const plain = named(20, 'description').map(described);
    const table = tableOf('t', [...plain, described('dsc_pct')]);

    const { text } = fitSchema([table], [], NONE, 150);

    expect(text).toContain('dsc_pct int4 -- dsc_pct as it stands');
    expect(text).toContain('description_19 int4');
    expect(text).not.toContain('-- description_19');
  });

  it('keeps to the budget even when the keys of the only table take more', () => {
    const keys = named(300, 'key');

    const { text, tokens } = fitSchema([tableOf('t', keys, { primaryKey: keys })], [], NONE, 200);

    expect(tokens).toBeLessThanOrEqual(200);
    expect(text).toContain('key_0 int4');
    expect(text).not.toContain('PRIMARY KEY');
  });
});
