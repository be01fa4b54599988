import { type Catalog, type CatalogColumn, tableId } from '../contracts/catalog.ts';

/** A column whose values are indexed. */
export interface ValueColumn {
  readonly schema: string;
  readonly table: string;
  readonly column: string;
}

const TEXT_TYPES = new Set(['text', 'varchar', 'bpchar', 'char', 'name', 'citext']);

/**
 * Text columns that may be indexed, those known to hold few values first: they get room before the others. A
 * sensitive column is never read; one that the planner knows to hold too many values need not be.
 */
export function valueColumns({ tables }: Catalog, perColumn: number): ValueColumn[] {
  return tables
    .flatMap((table) =>
      table.columns
        .filter((column) => isText(column) && !column.sensitive && (column.distinct ?? 0) <= perColumn)
        .map((column) => ({
          named: { schema: table.schema, table: table.name, column: column.name },
          expected: column.distinct ?? (column.valuesComplete ? (column.values?.length ?? 0) : perColumn),
        })),
    )
    .sort((a, b) => a.expected - b.expected)
    .map(({ named }) => named);
}

/** Enumerations have types of their own; only text columns have values in the catalogue. */
function isText({ type, values }: CatalogColumn): boolean {
  return TEXT_TYPES.has(type) || values !== undefined;
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
