import { describe, expect, it } from '@jest/globals';
import { readMetadataFile } from '../../../../../shared/catalog/metadata/read-metadata-file.ts';
import { workbookOf } from '../../../../support/workbook.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (name: string, text: string) => readMetadataFile(name, bytes(text));
const entries = async (name: string, text: string) => (await read(name, text)).entries;

describe('a CSV file', () => {
  it('describes tables', async () => {
    expect(
      await entries('t.csv', 'table,description,synonyms\nshop.customer,Who buys,clients; buyers'),
    ).toEqual([
      { kind: 'table', table: 'shop.customer', description: 'Who buys', synonyms: ['clients', 'buyers'] },
    ]);
  });

  it('describes columns, and says which are sensitive', async () => {
    const text = 'Table;Column;Sample Values;Sensitive\ncustomer;city;Berlin|Oslo;no\ncustomer;ssn;;Yes';

    expect(await entries('c.csv', text)).toEqual([
      {
        kind: 'column',
        table: 'customer',
        column: 'city',
        sampleValues: ['Berlin', 'Oslo'],
        sensitive: false,
      },
      { kind: 'column', table: 'customer', column: 'ssn', sensitive: true },
    ]);
  });

  it('defines metrics', async () => {
    const text = 'metric\tdefinition\tSQL expression\ttables\nrevenue\tAll we get\tsum(price)\tshop.line';

    expect(await entries('m.tsv', text)).toEqual([
      {
        ...{ kind: 'metric', name: 'revenue', definition: 'All we get', sql: 'sum(price)' },
        ...{ synonyms: [], tables: ['shop.line'] },
      },
    ]);
  });

  it.each([
    ['a mark of its encoding before it', '\ufefftable,description\na,b'],
    ['line ends of Windows', 'table,description\r\na,b\r\n'],
    ['headers in any case', 'TABLE NAME,Description\na,b'],
    ['quotes', '"table","description"\n"a","b"'],
    ['empty lines and rows', '\ntable,description\n\n,\na,b\n'],
  ])('may have %s', async (_, text) => {
    expect(await entries('t.csv', text)).toEqual([{ kind: 'table', table: 'a', description: 'b' }]);
  });

  it('says which headers mean nothing, and is used all the same', async () => {
    const { entries: found, notes } = await read('t.csv', 'table,Owner\na,me');

    expect(found).toHaveLength(1);
    expect(notes).toEqual(['The header "Owner" means nothing here.']);
  });

  it.each([
    [
      'an unknown header row',
      'name,text\na,b',
      'Its first row names neither "table" nor "column" nor "metric".',
    ],
    ['nothing in it', '', 'It is empty.'],
    ['no rows', 'table,description\n', 'It has no row that describes anything.'],
    ['metrics without expressions', 'metric,definition\na,b', 'Row 1 lacks the header sql.'],
    ['a row without its table', 'table,description\na,b\n,c', 'Row 3: table is empty.'],
    ['a row said twice', 'table,column\na,b\nA,B', 'Row 3 says again what row 2 says.'],
    [
      'an unclear mark',
      'table,column,sensitive\na,b,maybe',
      'Row 2: sensitive is neither yes nor no: "maybe".',
    ],
    ['an open quote', 'table,description\n"a,b', /^It is not a CSV file: Line 2: .*quotation mark/],
    [
      'too much in a cell',
      `table,description\na,${'x'.repeat(2_001)}`,
      'Row 2: description: Too big: expected string to have <=2000 characters.',
    ],
  ])('with %s is refused with its row', async (_, text, message) => {
    await expect(read('t.csv', text)).rejects.toThrow(message);
  });

  it('names five bad rows and counts the rest', async () => {
    const rows = Array.from({ length: 7 }, () => ',x');

    await expect(read('t.csv', ['table,description', ...rows].join('\n'))).rejects.toThrow(
      /^Row 2: .*; row 6: table is empty; and 2 more\.$/,
    );
  });

  it('in another encoding is refused, saying what to do', async () => {
    await expect(readMetadataFile('t.csv', Uint8Array.of(116, 228, 98))).rejects.toThrow('CSV UTF-8');
  });
});

describe('an Excel workbook', () => {
  it('is read sheet by sheet', async () => {
    const workbook = workbookOf({
      Tables: [
        ['Table', 'Description'],
        ['customer', 'Who buys'],
      ],
      Columns: [
        ['Table', 'Column', 'Description'],
        ['customer', 'city', 'Where'],
      ],
      Metrics: [
        ['Metric', 'SQL expression'],
        ['revenue', 'sum(price)'],
      ],
      Notes: [['Written by Ana']],
      Empty: [],
    });

    const { entries: found } = await readMetadataFile('glossary.xlsx', workbook);

    expect(found.map(({ kind }) => kind)).toEqual(['table', 'column', 'metric']);
  });

  it('is refused with sheet and row', async () => {
    const workbook = workbookOf({
      Columns: [
        ['Table', 'Column'],
        ['customer', 'city'],
        ['customer', ''],
      ],
    });

    await expect(readMetadataFile('glossary.xlsx', workbook)).rejects.toThrow(
      'Sheet "Columns": Row 3: column is empty.',
    );
  });

  it('is refused when a sheet is not what its name says', async () => {
    const workbook = workbookOf({ Metrics: [['Measure'], ['revenue']] });

    await expect(readMetadataFile('glossary.xlsx', workbook)).rejects.toThrow(
      'Sheet "Metrics": Its first row',
    );
  });

  it.each([
    ['no archive', bytes('table,description'), 'It is not an Excel workbook (.xlsx).'],
    [
      'cut off',
      workbookOf({ Tables: [['Table'], ['a']] }).subarray(100),
      'It is not an Excel workbook (.xlsx).',
    ],
  ])('that is %s is refused', async (_, content, message) => {
    await expect(readMetadataFile('glossary.xlsx', content)).rejects.toThrow(message);
  });

  it('that would unpack to more than memory holds is refused unopened', async () => {
    const workbook = Buffer.from(workbookOf({ Tables: [['Table'], ['a']] }));
    workbook.writeUInt32LE(900_000_000, workbook.indexOf('PK\x01\x02') + 24);

    await expect(readMetadataFile('glossary.xlsx', workbook)).rejects.toThrow('larger than 64 MB');
  });
});

describe('relationships in YAML', () => {
  const relationships = async (text: string) => (await read('relationships.yaml', text)).relationships;

  it('are written short, or with several columns', async () => {
    const text = `
relationships:
  - from: orders.customer_id
    to: crm.customer.id
  - table: line
    columns: [order_no, region]
    refTable: orders
    refColumns: [no, region]
  - { table: a, columns: b, refTable: c, refColumns: d }
`;

    expect(await relationships(text)).toEqual([
      { table: 'orders', columns: ['customer_id'], refTable: 'crm.customer', refColumns: ['id'] },
      { table: 'line', columns: ['order_no', 'region'], refTable: 'orders', refColumns: ['no', 'region'] },
      { table: 'a', columns: ['b'], refTable: 'c', refColumns: ['d'] },
    ]);
  });

  it.each([
    ['no YAML', 'relationships: [', /^It is not YAML: .*line 1/],
    ['another document', 'joins: []', 'It does not have one list, called relationships, and nothing else.'],
    [
      'a short form without a table',
      'relationships: [{from: a, to: b.c}]',
      'Relationship 1: from: is not table.column.',
    ],
    [
      'sides of unlike length',
      'relationships: [{table: a, columns: [b, c], refTable: d, refColumns: e}]',
      'columns and refColumns are not equally many',
    ],
    ['aliases that would fill memory', billionLaughs(), /It is not YAML/],
  ])('with %s are refused', async (_, text, message) => {
    await expect(relationships(text)).rejects.toThrow(message);
  });
});

it('is refused when it is of no kind that is known', async () => {
  await expect(read('notes.docx', 'x')).rejects.toThrow('Metadata files are .csv, .tsv, .xlsx');
});

function billionLaughs(): string {
  const lines = Array.from({ length: 9 }, (_, level) => {
    const items = level === 0 ? '"lol"' : `*a${level - 1}`;
    return `a${level}: &a${level} [${Array.from({ length: 9 }, () => items).join(', ')}]`;
  });
  return `${lines.join('\n')}\nrelationships: *a8`;
}
