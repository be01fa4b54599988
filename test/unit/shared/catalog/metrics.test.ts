import { describe, expect, it } from '@jest/globals';
import { mergeMetrics } from '../../../../shared/catalog/metrics/merge-metrics.ts';
import { isOneExpression } from '../../../../shared/catalog/metrics/one-expression.ts';
import { judgeSelect } from '../../../../tasks/build-catalog/judge-select.ts';
import { tableOf } from '../../../support/catalogs.ts';

const TABLES = [
  tableOf('line', ['order_id', 'price', 'quantity', { name: 'Odd Name', type: 'int4' }]),
  tableOf('orders', ['id', 'price', { name: 'shipped', type: 'date' }]),
];

const metric = (sql: string, fields: object = {}) => ({
  ...{ kind: 'metric' as const, name: 'take', synonyms: [], definition: '', sql, tables: [] as string[] },
  ...fields,
});
const merge = (...layers: { file?: string; entries: ReturnType<typeof metric>[] }[]) =>
  mergeMetrics(layers, TABLES, judgeSelect(TABLES));
const only = async (sql: string, fields: object = {}) =>
  (await merge({ entries: [metric(sql, fields)] })).metrics[0];

describe('isOneExpression', () => {
  it.each(['sum(a)', "sum(a) filter (where b = 'it''s; --')", '(select max(x) from t)', '"a(" + 1', 'a[1]'])(
    'takes %s for one',
    (sql) => {
      expect(isOneExpression(sql)).toBe(true);
    },
  );

  it.each([
    '',
    'a, b',
    'a; b',
    'a -- b',
    'a /* b',
    'a) from t where (b',
    '(a',
    "'a",
    '"a',
    'a\\b',
    '$$a$$',
    "E'\\'' )",
  ])('does not take %j for one', (sql) => {
    expect(isOneExpression(sql)).toBe(false);
  });
});

describe('metrics', () => {
  it('find out which table they read where nobody says', async () => {
    expect(await only('sum(price * quantity)')).toMatchObject({ tables: ['shop.line'] });
    expect(await only('sum(orders.price) / count(DISTINCT line.order_id)')).toMatchObject({
      tables: ['shop.orders', 'shop.line'],
    });
    expect(await only('sum("Odd Name")')).toMatchObject({ tables: ['shop.line'] });
  });

  it('have to name their tables where that is open', async () => {
    expect(await only('sum(price)')).toMatchObject({
      problem: 'Which tables it reads is not clear: name them.',
    });
    expect(await only('sum(price)', { tables: ['orders'] })).toEqual({
      ...{ name: 'take', synonyms: [], definition: '', sql: 'sum(price)', tables: ['shop.orders'] },
    });
  });

  it.each([
    ['no SQL', 'sum price'],
    ['a column that is not there', 'sum(line.nothing)'],
    ['a function that is not allowed', 'pg_read_file(line.price::text)'],
    ['two expressions', 'price, quantity'],
    ['more than an expression', 'price) FROM shop.line; DROP TABLE x; SELECT (1'],
    ['another table inside', '(select passwd from pg_shadow) + quantity'],
  ])('with %s stay listed with their problem', async (_, sql) => {
    expect((await only(sql, { tables: ['line'] }))?.problem).toEqual(expect.any(String));
  });

  it('that can not be used are told with their file; the others are', async () => {
    const entries = [metric('oops(', { name: 'bad' }), metric('sum(quantity)')];

    const { metrics, problems } = await merge({ file: 'm.csv', entries });

    expect(metrics.map(({ name, problem }) => [name, problem === undefined])).toEqual([
      ['bad', false],
      ['take', true],
    ]);
    expect(problems).toEqual([
      { file: 'm.csv', message: 'The metric "bad" is not used: Its SQL is not one expression.' },
    ]);
  });

  it('are replaced whole by a later one of the same name', async () => {
    const { metrics } = await merge(
      { file: 'm.csv', entries: [metric('sum(quantity)', { definition: 'Old' })] },
      { entries: [metric('count(quantity)', { name: ' TAKE ' })] },
    );

    expect(metrics).toMatchObject([{ sql: 'count(quantity)', definition: '' }]);
  });
});
