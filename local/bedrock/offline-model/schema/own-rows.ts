import { splitWords } from '../language/split-words.ts';
import type { Column, ForeignKey, Schema, Table } from './schema.ts';

/** A key that points at rows of its own table, told apart as a table of its own: the managers of employees. */
export interface OwnRows {
  readonly table: Table;
  /** The table whose rows these are. */
  readonly of: Table;
  /** The column that points at them. */
  readonly column: Column;
}

export interface SchemaWithOwnRows {
  readonly schema: Schema;
  readonly ownRows: readonly OwnRows[];
}

/** The schema with a table more for each key into its own table, so that such rows are joined as any others. */
export function withOwnRows({ tables, foreignKeys }: Schema): SchemaWithOwnRows {
  const ownRows = foreignKeys.flatMap((key) => ownRowsOf(tables, key));
  const keys = foreignKeys.map((key) => {
    const own = ownRows.find(({ column }) => column.table === key.table && key.columns[0] === column.name);
    return own && key.refTable === key.table ? { ...key, refTable: own.table.key } : key;
  });
  return {
    schema: { tables: [...tables, ...ownRows.map(({ table }) => table)], foreignKeys: keys },
    ownRows,
  };
}

function ownRowsOf(tables: readonly Table[], { table: owner, columns, refTable }: ForeignKey): OwnRows[] {
  const [name, ...more] = columns;
  const of = tables.find(({ key }) => key === owner);
  const column = of?.columns.find((one) => one.name === name);
  if (owner !== refTable || more.length > 0 || !of || !column) return [];
  const key = `${of.key}@${column.name}`;
  const role = splitWords(column.description).at(-1) ?? column.name;
  const copies = of.columns.map((one) => ({ ...one, table: key }));
  return [
    {
      table: { ...of, key, name: role, description: column.description, synonyms: [], columns: copies },
      of,
      column,
    },
  ];
}
