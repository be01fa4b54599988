import { describe, expect, it } from '@jest/globals';
import { buildCatalog } from '../../../../shared/catalog/build-catalog.ts';
import { catalogChanges } from '../../../../shared/catalog/catalog-changes.ts';
import { type Knowledge, type KnowledgeFile, NO_KNOWLEDGE } from '../../../../shared/catalog/knowledge.ts';
import { sensitiveColumns } from '../../../../shared/catalog/sensitive-columns.ts';
import { withoutSensitive } from '../../../../shared/catalog/without-sensitive.ts';
import type { CatalogTable, Relationship } from '../../../../shared/contracts/catalog.ts';
import type { GlossaryEntry, RelationshipEdit } from '../../../../shared/contracts/knowledge.ts';
import { catalogOf, keyOf, tableOf } from '../../../support/catalogs.ts';

const AT = '2026-01-02T03:04:05.000Z';
const mark = { by: 'ana', at: AT, revision: 1 };

const customer = tableOf('customer', [
  { name: 'id', range: ['1', '9'] },
  { name: 'city', type: 'text', description: 'From the comment', values: ['Berlin'], valuesComplete: true },
]);
const order = tableOf('order', ['id', 'customer_id']);

const fileOf = (name: string, changes: Partial<KnowledgeFile>): KnowledgeFile => ({
  ...{ name, etag: 'e', entries: [], relationships: [], notes: [] },
  ...changes,
});
const column = (fields: object) =>
  ({ kind: 'column', table: 'shop.customer', column: 'city', ...fields }) as const;
const edit = (entry: GlossaryEntry) => ({ entry, ...mark });

function build(
  knowledge: Partial<Knowledge>,
  tables: CatalogTable[] = [customer, order],
  keys: Relationship[] = [],
) {
  return buildCatalog('shop', { tables, foreignKeys: keys }, AT, { ...NO_KNOWLEDGE, ...knowledge });
}
const cityOf = (knowledge: Partial<Knowledge>) => build(knowledge).catalog.tables[0]?.columns[1];

describe('the glossary', () => {
  it('takes an edit before a file, and a file before a comment, field by field', () => {
    const files = [
      fileOf('a.csv', { entries: [column({ description: 'From a', synonyms: ['town'] })] }),
      fileOf('b.csv', { entries: [column({ description: 'From b' })] }),
    ];

    expect(cityOf({})?.description).toBe('From the comment');
    expect(cityOf({ files })).toMatchObject({ description: 'From b', synonyms: ['town'] });
    expect(cityOf({ files, glossary: [edit(column({ description: 'Edited' }))] })).toMatchObject({
      description: 'Edited',
      synonyms: ['town'],
    });
  });

  it('takes a description away where an edit leaves it empty', () => {
    expect(cityOf({ glossary: [edit(column({ description: '' }))] })).not.toHaveProperty('description');
  });

  it('finds tables and columns without schema and in any case, in files', () => {
    const files = [
      fileOf('a.csv', { entries: [column({ table: 'CUSTOMER', column: 'City', synonyms: ['x'] })] }),
    ];

    expect(cityOf({ files })?.synonyms).toEqual(['x']);
  });

  it('says what it does not know, and goes on', () => {
    const files = [
      fileOf('a.csv', {
        entries: [column({ table: 'nowhere' }), column({ column: 'nothing' }), column({ synonyms: ['x'] })],
      }),
    ];
    const { catalog, problems } = build({ files });

    expect(problems).toEqual([
      { file: 'a.csv', message: 'There is no table nowhere.' },
      { file: 'a.csv', message: 'The table shop.customer has no column nothing.' },
    ]);
    expect(catalog.tables[0]?.columns[1]?.synonyms).toEqual(['x']);
  });

  it('asks for the schema where a name is that of two tables', () => {
    const twin = { ...customer, schema: 'old' };
    const files = [fileOf('a.csv', { entries: [column({ table: 'customer' })] })];

    const { problems } = build({ files }, [customer, twin]);

    expect(problems[0]?.message).toBe('customer may be shop.customer or old.customer: write the schema.');
  });

  it('puts samples before the values that are known, and calls them complete no more', () => {
    expect(cityOf({ glossary: [edit(column({ sampleValues: ['Oslo', 'Berlin'] }))] })).toMatchObject({
      values: ['Oslo', 'Berlin'],
      valuesComplete: false,
    });
  });

  it('passes on why a file was refused', () => {
    expect(build({ files: [fileOf('a.csv', { refused: 'It is empty.' })] }).problems).toEqual([
      { file: 'a.csv', message: 'It is empty.' },
    ]);
  });

  it('makes another version only of what it changes', () => {
    const { version } = build({}).catalog;

    expect(build({ files: [fileOf('a.csv', { notes: ['x'] })] }).catalog.version).toBe(version);
    expect(build({ glossary: [edit(column({ synonyms: ['x'] }))] }).catalog.version).not.toBe(version);
  });
});

describe('a sensitive column', () => {
  const marked = { glossary: [edit(column({ sensitive: true, sampleValues: ['Oslo'] }))] };

  it('keeps nothing that tells of its rows', () => {
    expect(cityOf(marked)).toEqual({
      ...{ name: 'city', type: 'text', nullable: true },
      ...{ description: 'From the comment', sensitive: true },
    });
  });

  it('is taken out of what was introspected before it was marked, once', () => {
    const introspected = { tables: [customer], foreignKeys: [] };
    const { catalog } = build(marked, [customer]);

    const bare = withoutSensitive(introspected, catalog);

    expect(bare?.tables[0]?.columns[1]).not.toHaveProperty('values');
    expect(bare?.tables[0]?.columns[0]).toHaveProperty('range');
    expect(bare && withoutSensitive(bare, catalog)).toBeUndefined();
  });

  it('is known by its name before the database is asked; the last word counts', () => {
    const files = [fileOf('a.csv', { entries: [column({ table: 'Customer', sensitive: true })] })];
    const marked = sensitiveColumns({ ...NO_KNOWLEDGE, files });
    const unmarked = sensitiveColumns({
      ...NO_KNOWLEDGE,
      files,
      glossary: [edit(column({ sensitive: false }))],
    });

    expect([marked('shop.customer', 'city'), marked('shop.customer', 'id')]).toEqual([true, false]);
    expect(unmarked('shop.customer', 'city')).toBe(false);
    expect(unmarked('other.customer', 'city')).toBe(true);
  });
});

describe('relationships', () => {
  const key = keyOf('order(customer_id)', 'customer(id)');
  const { origin: _, ...joined } = key;
  const written = { table: 'order', columns: ['customer_id'], refTable: 'customer', refColumns: ['ID'] };
  const file = fileOf('relationships.yaml', { relationships: [written] });
  const edited = (verdict: RelationshipEdit['verdict']) => ({ relationship: joined, verdict, ...mark });
  const originsOf = (knowledge: Partial<Knowledge>, keys: Relationship[] = []) =>
    build(knowledge, undefined, keys).catalog.relationships.map(({ origin }) => origin);

  it('come from files and edits too, each once, with where they were found first', () => {
    expect(originsOf({ files: [file] })).toEqual(['file']);
    expect(originsOf({ relationships: [edited('confirmed')] })).toEqual(['edit']);
    expect(originsOf({ files: [file], relationships: [edited('confirmed')] }, [key])).toEqual([
      'foreign-key',
    ]);
  });

  it('are hidden by an edit, whoever says they are there', () => {
    expect(originsOf({ files: [file], relationships: [edited('hidden')] }, [key])).toEqual([]);
  });

  it.each([
    [
      'a number and a text',
      { columns: ['customer_id'], refColumns: ['city'] },
      /is int4 .* is text: they can't/,
    ],
    ['a column twice', { columns: ['id', 'id'], refColumns: ['id', 'id'] }, /The column id stands twice/],
    ['a key with itself', { table: 'customer', columns: ['id'] }, /is joined with itself/],
  ])('that would join %s are told, and left out', (_, fields, message) => {
    const wrong = fileOf('r.yaml', { relationships: [{ ...written, ...fields }] });

    const { catalog, problems } = build({ files: [wrong] });

    expect(catalog.relationships).toEqual([]);
    expect(problems).toEqual([{ file: 'r.yaml', message: expect.stringMatching(message) }]);
  });

  it('that name what is not there are told, and left out', () => {
    const wrong = fileOf('r.yaml', { relationships: [{ ...written, columns: ['nope'] }] });

    const { catalog, problems } = build({ files: [wrong] });

    expect(catalog.relationships).toEqual([]);
    expect(problems).toEqual([{ file: 'r.yaml', message: 'The table shop.order has no column nope.' }]);
  });
});

describe('catalogChanges', () => {
  it('names tables that came, went or have other columns; what is said of them is no change', () => {
    const before = catalogOf([customer, order, tableOf('gone', ['id'])]);
    const after = catalogOf([
      { ...customer, description: 'Who buys', estimatedRows: 7 },
      tableOf('order', ['id', 'customer_id', 'new']),
      tableOf('fresh', ['id']),
    ]);

    expect(catalogChanges(before, after)).toEqual({
      added: { count: 1, tables: ['shop.fresh'] },
      removed: { count: 1, tables: ['shop.gone'] },
      changed: { count: 1, tables: ['shop.order'] },
    });
    expect(catalogChanges(undefined, after).added.count).toBe(3);
  });
});
