import { type CatalogColumn, type CatalogTable, type Relationship, tableId } from '../contracts/catalog.ts';
import { RESERVED_WORDS } from './reserved-words.ts';

/** How much of a table is written out; less when the token budget is short. */
export interface Detail {
  /** Values listed for a column. */
  readonly values: number;
  readonly descriptions: boolean;
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
  const shown = new Set(tables.map(tableId));
  const joins = relationships.filter(({ table, refTable }) => shown.has(table) && shown.has(refTable));
  return tables.map((table) => renderTable(table, joins, detail)).join('\n');
}

function renderTable(table: CatalogTable, joins: readonly Relationship[], detail: Detail): string {
  const own = joins.filter((join) => join.table === tableId(table));
  const keys = new Set([
    ...table.primaryKey,
    ...own.flatMap((join) => join.columns),
    ...referenced(table, joins),
  ]);
  const kept = table.columns.filter(
    ({ name }) => !detail.columns || keys.has(name) || detail.columns.has(`${tableId(table)}.${name}`),
  );
  const lines = [
    ...kept.map((column) => renderColumn(column, table, own, detail)),
    ...tableConstraints(table, own),
  ];
  const comment = tableComment(table, detail);
  return [
    ...(comment ? [`-- ${comment}`] : []),
    `CREATE TABLE ${quoteName(table.schema)}.${quoteName(table.name)} (`,
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

function tableComment(table: CatalogTable, { descriptions }: Detail): string {
  const { description, estimatedRows } = table;
  const size = estimatedRows >= 0 ? `about ${Math.round(estimatedRows)} rows` : '';
  const told = descriptions ? [description && oneLine(description), alsoNamed(table)] : [];
  return [...told, size].filter(Boolean).join(' | ');
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
  return {
    sql: sql.filter(Boolean).join(' '),
    note: columnNote(column, detail, detail.hits.get(`${tableId(table)}.${column.name}`) ?? []),
  };
}

function columnNote(column: CatalogColumn, detail: Detail, hits: readonly string[]): string {
  const parts = [
    detail.descriptions && column.description ? oneLine(column.description) : '',
    detail.descriptions ? alsoNamed(column) : '',
  ];
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

export function quoteId(id: string): string {
  const dot = id.indexOf('.');
  return `${quoteName(id.slice(0, dot))}.${quoteName(id.slice(dot + 1))}`;
}

export const quoteValue = (value: string) => `'${oneLine(value).replaceAll("'", "''")}'`;

/** Comments come from the database: one line, whatever a model takes for the end of one. */
function oneLine(text: string): string {
  return text.replace(/[\s\p{Cc}]+/gu, ' ').trim();
}
