import { type CatalogColumn, type CatalogTable, type Relationship, tableId } from '../contracts/catalog.ts';
import { RESERVED_WORDS } from './reserved-words.ts';

/** How much of a table is written out; less when the token budget is short. */
export interface Detail {
  /** Values listed for a column. */
  readonly values: number;
  /** Characters of a description; 0 shows none. */
  readonly description: number;
  /** Columns of which more is told than name and type, as schema.table.column; undefined tells of all. */
  readonly noted?: ReadonlySet<string>;
  /** Columns kept, as schema.table.column; undefined keeps all. Keys are always kept. */
  readonly columns?: ReadonlySet<string>;
  /** Values the question names, by schema.table.column: they come first, however few are listed. */
  readonly hits: ReadonlyMap<string, readonly string[]>;
}

/** Of many values only a few are shown: they say what the column looks like, no more. */
const FEWER_OF_MANY = 4;
const MOSTLY = 0.5;

/** Tables as CREATE TABLE statements: what they are in comments, how they join as REFERENCES. */
export function renderSchema(
  tables: readonly CatalogTable[],
  relationships: readonly Relationship[],
  detail: Detail,
): string {
  const joins = joinsAmong(tables, relationships);
  return tables
    .map((table) => renderTable(table, keptColumns(table, joins, detail), joins, detail))
    .join('\n');
}

/** The columns `renderSchema` shows with this detail, as schema.table.column. */
export function shownColumns(
  tables: readonly CatalogTable[],
  relationships: readonly Relationship[],
  detail: Detail,
): string[] {
  const joins = joinsAmong(tables, relationships);
  return tables.flatMap((table) =>
    keptColumns(table, joins, detail).map(({ name }) => `${tableId(table)}.${name}`),
  );
}

function joinsAmong(tables: readonly CatalogTable[], relationships: readonly Relationship[]): Relationship[] {
  const shown = new Set(tables.map(tableId));
  return relationships.filter(({ table, refTable }) => shown.has(table) && shown.has(refTable));
}

/** Keys and what joins are kept always. */
function keptColumns(
  table: CatalogTable,
  joins: readonly Relationship[],
  { columns }: Detail,
): CatalogColumn[] {
  if (!columns) return table.columns;
  const id = tableId(table);
  const own = joins.filter((join) => join.table === id);
  const keys = new Set([
    ...table.primaryKey,
    ...own.flatMap((join) => join.columns),
    ...referenced(table, joins),
  ]);
  return table.columns.filter(({ name }) => keys.has(name) || columns.has(`${id}.${name}`));
}

function renderTable(
  table: CatalogTable,
  columns: readonly CatalogColumn[],
  joins: readonly Relationship[],
  detail: Detail,
): string {
  const own = joins.filter((join) => join.table === tableId(table));
  const lines = [
    ...columns.map((column) => renderColumn(column, table, own, detail)),
    ...tableConstraints(table, own),
  ];
  const comment = tableComment(table, detail);
  return [
    ...(comment ? [`-- ${comment}`] : []),
    `CREATE TABLE ${quoteId(tableId(table))} (`,
    ...lines.map(({ sql, note }, index) => {
      const comma = index < lines.length - 1 ? ',' : '';
      return `  ${sql}${comma}${note ? ` -- ${note}` : ''}`;
    }),
    ');',
  ].join('\n');
}

function referenced(table: CatalogTable, joins: readonly Relationship[]): string[] {
  return joins.filter(({ refTable }) => refTable === tableId(table)).flatMap(({ refColumns }) => refColumns);
}

function tableComment(table: CatalogTable, detail: Detail): string {
  const { description = '', estimatedRows } = table;
  const size = estimatedRows >= 0 ? `about ${Math.round(estimatedRows)} rows` : '';
  return [shortened(description, detail), shortened(alsoNamed(table), detail), size]
    .filter(Boolean)
    .join(' | ');
}

function shortened(text: string, { description: most }: Detail): string {
  const line = most > 0 ? oneLine(text) : '';
  return line.length > most ? `${line.slice(0, most - 1)}…` : line;
}

function renderColumn(
  column: CatalogColumn,
  table: CatalogTable,
  own: readonly Relationship[],
  detail: Detail,
) {
  const isKey = table.primaryKey.length === 1 && table.primaryKey[0] === column.name;
  const join = own.find(({ columns }) => columns.length === 1 && columns[0] === column.name);
  const sql = [
    quoteName(column.name),
    column.type,
    isKey ? 'PRIMARY KEY' : '',
    join ? `REFERENCES ${quoteId(join.refTable)} (${join.refColumns.map(quoteName).join(', ')})` : '',
  ];
  const id = `${tableId(table)}.${column.name}`;
  const isNoted = detail.noted?.has(id) ?? true;
  return {
    sql: sql.filter(Boolean).join(' '),
    note: isNoted ? columnNote(column, detail, detail.hits.get(id) ?? []) : '',
  };
}

function columnNote(column: CatalogColumn, detail: Detail, hits: readonly string[]): string {
  const parts = [shortened(column.description ?? '', detail), shortened(alsoNamed(column), detail)];
  const listed = samplesOf(column, detail.values);
  const values = [...new Set([...hits, ...listed])];
  if (values.length > 0) {
    const more = !column.valuesComplete || values.length < (column.values?.length ?? 0);
    parts.push(`values: ${values.map(quoteValue).join(', ')}${more ? ', …' : ''}`);
  }
  if (column.range && detail.values > 0) parts.push(`range: ${column.range.join(' to ')}`);
  if (detail.values > 0) parts.push(mostlyEmpty(column));
  return parts.filter(Boolean).join(' | ');
}

const alsoNamed = ({ synonyms = [] }: Pick<CatalogColumn, 'synonyms'>) =>
  synonyms.length > 0 ? `also: ${synonyms.map(oneLine).join(', ')}` : '';

/** Worth a word only where an answer may be wrong for not knowing. */
function mostlyEmpty({ nullShare = 0 }: CatalogColumn): string {
  return nullShare >= MOSTLY ? `empty in ${Math.round(nullShare * 100)}% of rows` : '';
}

/** All values of a column that has few; of one that has many, a taste. */
function samplesOf({ values = [], valuesComplete }: CatalogColumn, most: number): string[] {
  return values.slice(0, valuesComplete ? most : Math.ceil(most / FEWER_OF_MANY));
}

function tableConstraints(table: CatalogTable, own: readonly Relationship[]) {
  const names = (columns: readonly string[]) => columns.map(quoteName).join(', ');
  const primaryKey = table.primaryKey.length > 1 ? [`PRIMARY KEY (${names(table.primaryKey)})`] : [];
  const foreignKeys = own
    .filter(({ columns }) => columns.length > 1)
    .map(
      ({ columns, refTable, refColumns }) =>
        `FOREIGN KEY (${names(columns)}) REFERENCES ${quoteId(refTable)} (${names(refColumns)})`,
    );
  return [...primaryKey, ...foreignKeys].map((sql) => ({ sql, note: '' }));
}

export function quoteName(name: string): string {
  const plain = /^[a-z_][a-z0-9_$]*$/.test(name) && !RESERVED_WORDS.has(name);
  return plain ? name : `"${name.replaceAll('"', '""')}"`;
}

/** A table without a schema is written as it is. */
export function quoteId(id: string): string {
  const dot = id.indexOf('.');
  const name = quoteName(id.slice(dot + 1));
  return dot > 0 ? `${quoteName(id.slice(0, dot))}.${name}` : name;
}

export const quoteValue = (value: string) => `'${oneLine(value).replaceAll("'", "''")}'`;

/** Comments come from the database: one line, whatever a model takes for the end of one. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
