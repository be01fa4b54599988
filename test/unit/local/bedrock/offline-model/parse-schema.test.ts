import { describe, expect, it } from '@jest/globals';
import { parseSchema } from '../../../../../local/bedrock/offline-model/schema/parse-schema.ts';
import { FLIGHTS, HOSPITAL, LIBRARY } from './schemas.ts';

describe('parseSchema', () => {
  it('reads tables with their comments, keys and relationships', () => {
    const { tables, foreignKeys } = parseSchema(LIBRARY);

    expect(tables.map(({ key, description, primaryKey }) => [key, description, primaryKey])).toEqual([
      ['library.authors', 'Authors of the books we hold', ['author_id']],
      ['library.books', '', ['book_id']],
      ['library.members', '', ['member_id']],
      ['library.loans', '', ['loan_id']],
    ]);
    expect(foreignKeys.map(({ table, refTable }) => `${table} → ${refTable}`)).toEqual([
      'library.books → library.authors',
      'library.loans → library.books',
      'library.loans → library.members',
    ]);
  });

  it('reads a column comment part by part', () => {
    const column = parseSchema(HOSPITAL).tables[0]?.columns[3];

    expect(column).toMatchObject({
      name: 'x7',
      type: 'varchar(2)',
      kind: 'text',
      description: 'Blood group',
      values: ['A', 'B', 'AB', '0'],
      valuesComplete: true,
    });
  });

  it('knows a list of values that was cut, and a range', () => {
    const [, , members, loans] = parseSchema(LIBRARY).tables;

    expect(members?.columns[3]).toMatchObject({ values: ['Lyon', 'Oslo'], valuesComplete: false });
    expect(loans?.columns[3]?.range).toEqual(['2023-01-02', '2025-06-30']);
  });

  it('takes a relationship from a comment', () => {
    expect(parseSchema(HOSPITAL).foreignKeys).toContainEqual({
      table: 'hosp.t_sty',
      columns: ['w_id'],
      refTable: 'hosp.t_w',
      refColumns: ['w_id'],
    });
  });

  it('reads quoted names and writes them quoted', () => {
    const flight = parseSchema(FLIGHTS).tables[1];

    expect(flight).toMatchObject({ key: 'Air.Flight', sql: '"Air"."Flight"' });
    expect(flight?.columns.map(({ sql }) => sql)).toContain('"Order"');
  });

  it('reads composite keys', () => {
    const { tables, foreignKeys } = parseSchema(`
CREATE TABLE a.x (k1 int4, k2 text, PRIMARY KEY (k1, k2));
CREATE TABLE a.y (
  k1 int4,
  k2 text,
  FOREIGN KEY (k1, k2) REFERENCES a.x (k1, k2)
);`);

    expect(tables[0]?.primaryKey).toEqual(['k1', 'k2']);
    expect(foreignKeys).toEqual([
      { table: 'a.y', columns: ['k1', 'k2'], refTable: 'a.x', refColumns: ['k1', 'k2'] },
    ]);
  });

  it('leaves out relationships to tables that are not shown', () => {
    expect(parseSchema('CREATE TABLE a.y (\n  k int4 REFERENCES a.z (k)\n);').foreignKeys).toEqual([]);
  });
});
