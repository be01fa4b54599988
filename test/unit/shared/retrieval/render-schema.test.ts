import { describe, expect, it } from '@jest/globals';
import { type CatalogTable, type Relationship, tableId } from '../../../../shared/contracts/catalog.ts';
import { renderSchema } from '../../../../shared/retrieval/render-schema.ts';
import { schemaLines } from '../../../../shared/retrieval/schema-lines.ts';
import { columnNote, tableComment } from '../../../../shared/retrieval/schema-notes.ts';
import { parsePostgres } from '../../../../shared/sql-guard/postgres/parse-postgres.ts';
import { keyOf, tableOf } from '../../../support/catalogs.ts';

const FULL = { values: 9, description: 400, hits: new Map<string, string[]>() };

interface Wanted {
  readonly values: number;
  readonly description: number;
  readonly hits: ReadonlyMap<string, string[]>;
  readonly columns?: ReadonlySet<string>;
}

/** Everything told of everything, in this detail. */
function render(
  tables: readonly CatalogTable[],
  relationships: readonly Relationship[],
  { hits, columns, ...detail }: Wanted,
): string {
  const lines = schemaLines(tables, relationships);
  return renderSchema(lines, {
    comments: new Map(tables.map((table) => [tableId(table), tableComment(table, detail)])),
    notes: new Map(
      lines
        .flatMap((table) => table.columns)
        .map(({ id, column }) => [id, columnNote(column, detail, hits.get(id) ?? [])]),
    ),
    ...(columns && { columns }),
  });
}

const lineOf = (text: string, start: string) =>
  text.split('\n').find((line) => line.trim().startsWith(start));

describe('renderSchema', () => {
  it('writes a table as SQL that PostgreSQL reads', async () => {
    const tables = [
      tableOf('orders', ['id', { name: 'note', type: 'text', description: "it's; -- a note" }], {
        description: 'Orders; one a row',
        primaryKey: ['id'],
        estimatedRows: 830,
      }),
      tableOf('lines', ['order_id', 'line', 'id'], { primaryKey: ['order_id', 'line'] }),
    ];

    const text = render(tables, [keyOf('lines(order_id)', 'orders(id)')], FULL);

    const statements = await parsePostgres(text);
    expect(statements.map(({ kind }) => kind)).toEqual(['CreateStmt', 'CreateStmt']);
  });

  it('says in comments what a table is, and how large', () => {
    const table = tableOf('orders', ['id'], { description: 'All orders', estimatedRows: 830.4 });

    expect(render([table], [], FULL)).toMatch(
      /^-- All orders \| about 830 rows\nCREATE TABLE shop\.orders \(/,
    );
  });

  it('does not guess the size of a table that was never analysed', () => {
    expect(render([tableOf('orders', ['id'])], [], FULL)).not.toContain('rows');
  });

  it('shows how tables join', () => {
    const tables = [
      tableOf('orders', ['id', 'customer_id']),
      tableOf('customers', ['id'], { primaryKey: ['id'] }),
    ];

    const text = render(tables, [keyOf('orders(customer_id)', 'customers(id)')], FULL);

    expect(lineOf(text, 'customer_id')).toBe('  customer_id int4 REFERENCES shop.customers (id)');
    expect(text).toContain('  id int4 PRIMARY KEY');
  });

  it('shows keys of several columns as constraints of the table', () => {
    const tables = [
      tableOf('stock', ['shop', 'item'], { primaryKey: ['shop', 'item'] }),
      tableOf('moves', ['shop', 'item']),
    ];

    const text = render(tables, [keyOf('moves(shop, item)', 'stock(shop, item)')], FULL);

    expect(text).toContain('  PRIMARY KEY (shop, item)\n');
    expect(text).toContain('  FOREIGN KEY (shop, item) REFERENCES shop.stock (shop, item)\n');
  });

  it('shows no reference to a table that is not shown', () => {
    const text = render(
      [tableOf('orders', ['id', 'customer_id'])],
      [keyOf('orders(customer_id)', 'customers(id)')],
      FULL,
    );

    expect(text).not.toContain('REFERENCES');
  });

  it.each(['Order Notes', 'select', 'user', 'quo"te', 'ümlaut', 'UPPER', '1st'])(
    'quotes the name %j so that it can be written in a query as it stands',
    async (name) => {
      const text = render([tableOf(name, [name], { schema: name })], [], FULL);

      const quoted = `"${name.replace('"', '""')}"`;
      expect(text).toContain(`CREATE TABLE ${quoted}.${quoted} (`);
      expect(text).toContain(`  ${quoted} int4`);
      await expect(parsePostgres(`SELECT ${quoted} FROM ${quoted}.${quoted}`)).resolves.toBeDefined();
    },
  );

  it('writes a name that needs no quotes without', () => {
    expect(render([tableOf('order_details', ['unit_price', 'value'])], [], FULL)).not.toContain('"');
  });

  it.each(['\n', '\r\n', '\u2028', '\u0085', '\v', '\u0000'])(
    'keeps a comment with %j in it on one line, so that it cannot leave its comment',
    (separator) => {
      const text = `harmless${separator}DROP TABLE orders`;
      const table = tableOf('orders', [{ name: 'a', description: text, values: [text] }], {
        description: text,
      });

      expect(render([table], [], FULL).split(/\r\n|[\n\r\u2028\u2029\u0085\v\f]/)).toHaveLength(4);
    },
  );

  it('lists values as literals, and says whether there are more', () => {
    const column = { name: 'kind', values: ["it's", 'b', 'c'], valuesComplete: true };
    const rendered = (values: number) =>
      lineOf(render([tableOf('t', [column])], [], { ...FULL, values }), 'kind');

    expect(rendered(3)).toBe("  kind int4 -- values: 'it''s', 'b', 'c'");
    expect(rendered(2)).toBe("  kind int4 -- values: 'it''s', 'b', …");
    expect(rendered(0)).toBe('  kind int4');
  });

  it('shows a taste only of a column that has more values than are known', () => {
    const column = { name: 'kind', values: ['a', 'b', 'c', 'd', 'e'], valuesComplete: false };

    const text = render([tableOf('t', [column])], [], { ...FULL, values: 8 });

    expect(lineOf(text, 'kind')).toBe("  kind int4 -- values: 'a', 'b', …");
  });

  it('shows the values the question names first, however few may be listed', () => {
    const column = { name: 'kind', values: ['a', 'b', 'c'], valuesComplete: true };
    const rendered = (values: number) =>
      lineOf(
        render([tableOf('t', [column])], [], {
          ...FULL,
          values,
          hits: new Map([['shop.t.kind', ['c']]]),
        }),
        'kind',
      );

    expect(rendered(0)).toBe("  kind int4 -- values: 'c', …");
    expect(rendered(3)).toBe("  kind int4 -- values: 'c', 'a', 'b'");
  });

  it('shows the range of a column only where values are shown', () => {
    const column = { name: 'day', range: ['2024-01-01', '2024-12-31'] as [string, string] };
    const rendered = (values: number) =>
      lineOf(render([tableOf('t', [column])], [], { ...FULL, values }), 'day');

    expect(rendered(1)).toBe('  day int4 -- range: 2024-01-01 to 2024-12-31');
    expect(rendered(0)).toBe('  day int4');
  });

  it('tells columns of the same name in two tables apart when it leaves some out', () => {
    const tables = [tableOf('a', ['x', 'name']), tableOf('b', ['y', 'name'])];

    const text = render(tables, [], { ...FULL, columns: new Set(['shop.a.name', 'shop.b.y']) });

    expect([...text.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name)).toEqual(['name', 'y']);
  });
});
