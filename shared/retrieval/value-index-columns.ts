import { type Catalog, type CatalogColumn, tableId } from '../contracts/catalog.ts';

/** A column whose values are indexed. */
export interface ValueColumn {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
}

/** Type categories of PostgreSQL's pg_type: S string, E enumeration. A domain has the category of what it is made of. */
export function textColumnsSql({ tables }: Catalog): string {
  const schemas = [...new Set(tables.map(({ schema }) => literal(schema)))];
  return [
    'SELECT n.nspname::text, c.relname::text, a.attname::text',
    'FROM pg_catalog.pg_attribute a',
    'JOIN pg_catalog.pg_class c ON c.oid = a.attrelid',
    'JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace',
    'JOIN pg_catalog.pg_type t ON t.oid = a.atttypid',
    `WHERE n.nspname IN (${schemas.join(', ')}) AND a.attnum > 0 AND NOT a.attisdropped`,
    "AND t.typcategory IN ('S', 'E')",
  ].join(' ');
}

const literal = (text: string) => `'${text.replaceAll("'", "''")}'`;

/** The planner's count is a guess. */
const SURELY_MORE = 2;

/**
 * The columns to index of those that hold text, the ones known to hold few values first: they get room before the
 * others. A sensitive column is never read; one that the planner knows to hold too many values need not be.
 */
export function valueColumns(
  { tables }: Catalog,
  texts: readonly ValueColumn[],
  perColumn: number,
): ValueColumn[] {
  const isText = new Set(texts.map(({ schema, table, column }) => JSON.stringify([schema, table, column])));
  return tables
    .flatMap((table) =>
      table.columns
        .filter(({ name }) => isText.has(JSON.stringify([table.schema, table.name, name])))
        .filter(({ sensitive, distinct = 0 }) => !sensitive && distinct <= perColumn * SURELY_MORE)
        .map((column) => ({
          named: { schema: table.schema, table: table.name, column: column.name },
          expected: expectedValues(column, perColumn),
        })),
    )
    .sort((a, b) => a.expected - b.expected)
    .map(({ named }) => named);
}

function expectedValues({ distinct, values, valuesComplete }: CatalogColumn, most: number): number {
  return distinct ?? (valuesComplete ? (values?.length ?? most) : most);
}

/** How the index names the table of a column. */
export const tableOf = ({ schema, table }: ValueColumn) => tableId({ schema, name: table });

interface Bounds {
  readonly perColumn: number;
  readonly characters: number;
  readonly rowsRead: number;
}

/** Four bytes hold any character of UTF-8. */
const BYTES_A_CHARACTER = 4;

/**
 * The different values of a column, the most frequent first, one more than wanted when there are more. The size is
 * asked of the value as it is stored, so that a large one is not read for it.
 */
export function distinctSql({ schema, table, column }: ValueColumn, bounds: Bounds): string {
  const value = `${quote(column)}::pg_catalog.text`;
  return [
    'SELECT value FROM (',
    `SELECT ${value} AS value FROM ${quote(schema)}.${quote(table)}`,
    `WHERE pg_catalog.octet_length(${value}) BETWEEN 1 AND ${bounds.characters * BYTES_A_CHARACTER}`,
    `LIMIT ${bounds.rowsRead}`,
    ') AS looked_at',
    `GROUP BY value ORDER BY pg_catalog.count(*) DESC, value LIMIT ${bounds.perColumn + 1}`,
  ].join(' ');
}

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
