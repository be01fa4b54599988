import { createHash } from 'node:crypto';
import { type Catalog, type CatalogTable, type Relationship, tableId } from '../contracts/catalog.ts';
import { commentKeys, withoutHint } from './comment-keys.ts';

interface Introspected {
  readonly tables: readonly CatalogTable[];
  readonly foreignKeys: readonly Relationship[];
}

/**
 * Merges what introspection found into one catalogue; its version changes exactly when its content does. Keys with
 * a column that the login may not read are left out: nothing can be joined by them.
 */
export function buildCatalog(
  source: string,
  { tables, foreignKeys }: Introspected,
  builtAt: string,
): Catalog {
  const readable = new Map(tables.map((table) => [tableId(table), namesOf(table)]));
  const has = (table: string, columns: readonly string[]) =>
    columns.every((column) => readable.get(table)?.has(column));
  const relationships = deduplicate([...foreignKeys, ...commentKeys(tables)]).filter(
    ({ table, columns, refTable, refColumns }) => has(table, columns) && has(refTable, refColumns),
  );
  const described = tables.map((table) => ({
    ...cleanDescriptions(table),
    primaryKey: has(tableId(table), table.primaryKey) ? table.primaryKey : [],
  }));
  const content = { tables: described, relationships };
  const version = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
  return { source, version, builtAt, ...content };
}

const namesOf = ({ columns }: CatalogTable) => new Set(columns.map(({ name }) => name));

function deduplicate(relationships: readonly Relationship[]): Relationship[] {
  const name = ({ table, columns, refTable, refColumns }: Relationship) =>
    `${table}(${columns})→${refTable}(${refColumns})`;
  const first = new Map<string, Relationship>();
  for (const relationship of relationships) {
    if (!first.has(name(relationship))) first.set(name(relationship), relationship);
  }
  return [...first.values()];
}

function cleanDescriptions(table: CatalogTable): CatalogTable {
  return {
    ...table,
    columns: table.columns.map(({ description, ...column }) => {
      const clean = description && withoutHint(description);
      return clean ? { ...column, description: clean } : column;
    }),
  };
}
