import { type CatalogColumn, type CatalogTable, type Relationship, tableId } from '../contracts/catalog.ts';
import { quoteId, quoteName } from './sql-names.ts';

/** A table as the lines of its CREATE TABLE statement, for parts of it to be chosen. */
export interface TableLines {
  readonly table: CatalogTable;
  /** `CREATE TABLE name (`. */
  readonly head: string;
  readonly columns: readonly ColumnLine[];
  /** Keys of several columns. */
  readonly constraints: readonly Constraint[];
}

export interface Constraint {
  /** As schema.table.column. */
  readonly columns: readonly string[];
  readonly sql: string;
}

export interface ColumnLine {
  /** schema.table.column. */
  readonly id: string;
  readonly column: CatalogColumn;
  readonly sql: string;
  /** Part of the primary key, or of a join with another of the tables. */
  readonly isKey: boolean;
}

/** Tables as CREATE TABLE statements; how they join with one another as REFERENCES. */
export function schemaLines(
  tables: readonly CatalogTable[],
  relationships: readonly Relationship[],
): TableLines[] {
  const shown = new Set(tables.map(tableId));
  const joins = relationships.filter(({ table, refTable }) => shown.has(table) && shown.has(refTable));
  return tables.map((table) => linesOf(table, joins));
}

function linesOf(table: CatalogTable, joins: readonly Relationship[]): TableLines {
  const id = tableId(table);
  const own = joins.filter((join) => join.table === id);
  const keys = new Set([
    ...table.primaryKey,
    ...own.flatMap(({ columns }) => columns),
    ...joins.filter(({ refTable }) => refTable === id).flatMap(({ refColumns }) => refColumns),
  ]);
  return {
    table,
    head: `CREATE TABLE ${quoteId(id)} (`,
    columns: table.columns.map((column) => ({
      id: `${id}.${column.name}`,
      column,
      sql: columnSql(column, table, own),
      isKey: keys.has(column.name),
    })),
    constraints: constraintsOf(table, own),
  };
}

function columnSql({ name, type }: CatalogColumn, table: CatalogTable, own: readonly Relationship[]): string {
  const isKey = table.primaryKey.length === 1 && table.primaryKey[0] === name;
  const join = own.find(({ columns }) => columns.length === 1 && columns[0] === name);
  const parts = [quoteName(name), type, isKey ? 'PRIMARY KEY' : '', join ? references(join) : ''];
  return parts.filter(Boolean).join(' ');
}

function constraintsOf(table: CatalogTable, own: readonly Relationship[]): Constraint[] {
  const { primaryKey } = table;
  const composite = own.filter(({ columns }) => columns.length > 1);
  const written = [
    ...(primaryKey.length > 1 ? [{ columns: primaryKey, sql: `PRIMARY KEY (${listed(primaryKey)})` }] : []),
    ...composite.map((join) => ({
      columns: join.columns,
      sql: `FOREIGN KEY (${listed(join.columns)}) ${references(join)}`,
    })),
  ];
  const idOf = (name: string) => `${tableId(table)}.${name}`;
  return written.map(({ columns, sql }) => ({ columns: columns.map(idOf), sql }));
}

const listed = (columns: readonly string[]) => columns.map(quoteName).join(', ');

const references = ({ refTable, refColumns }: Relationship) =>
  `REFERENCES ${quoteId(refTable)} (${listed(refColumns)})`;
