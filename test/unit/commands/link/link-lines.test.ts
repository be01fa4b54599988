import { describe, expect, it } from '@jest/globals';
import { linkLines } from '../../../../commands/link/link-lines.ts';
import { createLinker, indexCatalog } from '../../../../commands/link/linker.ts';
import { catalogOfFile } from '../../../../commands/link/schema-file.ts';

const columns = (...names: string[]) => names.map((name) => ({ name, type: 'int4' }));
const FILE = {
  tables: [
    { name: 'sales.Orders', columns: columns('id', 'customer_id', 'total'), primaryKey: ['id'] },
    {
      name: 'customers',
      columns: columns('id', 'full name'),
      primaryKey: ['id'],
      foreignKeys: [{ columns: ['id'], refTable: 'Orders', refColumns: ['customer_id'] }],
    },
    { name: 'stock.items', columns: columns('id', 'weight') },
  ],
};

async function link(lines: readonly string[], limits = { maxTables: 8, schemaTokens: 1_200 }) {
  const catalog = catalogOfFile(FILE);
  const answers = [];
  for await (const answer of linkLines(lines, createLinker(catalog, indexCatalog(catalog), limits))) {
    answers.push(answer);
  }
  return answers;
}

describe('linkLines', () => {
  it('names tables as the file does, and columns as table.column', async () => {
    const [linked] = await link(['{"id": "q1", "question": "total of the orders"}']);

    expect(linked).toEqual({
      id: 'q1',
      tables: ['sales.Orders', 'customers'],
      columns: [
        'sales.Orders.id',
        'sales.Orders.customer_id',
        'sales.Orders.total',
        'customers.id',
        'customers.full name',
      ],
      tokens: expect.any(Number),
      ms: expect.any(Number),
    });
  });

  it('gives no more tables than it may', async () => {
    const [linked] = await link(['{"id": 1, "question": "orders, customers and items"}'], {
      maxTables: 1,
      schemaTokens: 1_200,
    });

    expect(linked).toMatchObject({ tables: [expect.any(String)] });
  });

  it('gives no table to a question that has nothing to do with the schema', async () => {
    expect(await link(['{"id": 1, "question": "???"}'])).toMatchObject([{ id: 1, tables: [], tokens: 0 }]);
  });

  it('tells of a line it cannot read, and goes on', async () => {
    const answers = await link(['nonsense', '', '{"id": 2}', '{"id": 3, "question": "items"}']);

    expect(answers).toMatchObject([
      { id: null, error: 'Line 1 is no JSON object {"id": …, "question": "…"}.' },
      { id: 2, error: 'Line 3 is no JSON object {"id": …, "question": "…"}.' },
      { id: 3, tables: ['stock.items'] },
    ]);
  });
});

describe('catalogOfFile', () => {
  it('joins by keys to tables that are named without their schema, and leaves out those of unknown tables', () => {
    const [first, ...rest] = FILE.tables;
    const lost = { columns: ['id'], refTable: 'nowhere', refColumns: ['id'] };

    const { relationships } = catalogOfFile({ tables: [{ ...first, foreignKeys: [lost] }, ...rest] });

    expect(relationships).toEqual([
      {
        table: '.customers',
        columns: ['id'],
        refTable: 'sales.Orders',
        refColumns: ['customer_id'],
        origin: 'foreign-key',
      },
    ]);
  });

  it('refuses what is no schema file', () => {
    expect(() => catalogOfFile({ tables: [{ columns: [] }] })).toThrow('name');
  });
});

describe('catalogOfFile', () => {
  it('takes null for what is left out, and a name that comes twice once', () => {
    const id = { name: 'id', type: null, description: null };
    const orders = {
      name: 'a.orders',
      description: null,
      primaryKey: null,
      foreignKeys: null,
      columns: [id, id],
    };

    const { tables } = catalogOfFile({ tables: [orders, { ...orders, columns: [] }] });

    expect(tables).toMatchObject([
      { schema: 'a', name: 'orders', columns: [{ name: 'id' }], primaryKey: [] },
    ]);
    expect(tables[0]?.columns).toHaveLength(1);
  });

  it('leaves out keys of columns and to tables that are not there', () => {
    const key = { columns: ['customer_id'], refTable: 'customers', refColumns: ['id'] };
    const foreignKeys = [
      ...[
        key,
        { ...key, columns: ['nope'] },
        { ...key, refTable: 'nowhere' },
        { ...key, refColumns: ['no'] },
      ],
    ];
    const tables = [
      { name: 'orders', columns: columns('customer_id'), foreignKeys },
      { name: 'customers', columns: columns('id') },
    ];

    expect(catalogOfFile({ tables }).relationships).toMatchObject([
      { table: '.orders', columns: ['customer_id'], refTable: '.customers', refColumns: ['id'] },
    ]);
  });
});
