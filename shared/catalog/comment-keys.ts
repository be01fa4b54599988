import { type CatalogTable, type Relationship, tableId } from '../contracts/catalog.ts';

const HINT = /\s*\[FK:\s*([\w.]+)\.(\w+)\s*\]/i;

/**
 * Relationships written as `[FK: table.column]` inside column comments. An unqualified table means one of the
 * same schema; a hint at a table or column that is not there is dropped.
 */
export function commentKeys(tables: readonly CatalogTable[]): Relationship[] {
  return tables.flatMap((table) =>
    table.columns.flatMap((column) => {
      const [, target, refColumn] = column.description?.match(HINT) ?? [];
      const ref = target && findTable(tables, table.schema, target);
      if (!ref || !refColumn || !ref.columns.some(({ name }) => name === refColumn)) return [];
      return {
        table: tableId(table),
        columns: [column.name],
        refTable: tableId(ref),
        refColumns: [refColumn],
        origin: 'comment' as const,
      };
    }),
  );
}

/** The comment without its hint, which the schema block shows as REFERENCES instead. */
export function withoutHint(description: string): string {
  return description.replace(HINT, '').trim();
}

function findTable(tables: readonly CatalogTable[], schema: string, name: string) {
  return tables.find((table) => tableId(table) === (name.includes('.') ? name : `${schema}.${name}`));
}
