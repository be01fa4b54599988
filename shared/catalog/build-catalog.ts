import { createHash } from 'node:crypto';
import type { Catalog, CatalogTable, Relationship } from '../contracts/catalog.ts';
import { commentKeys, withoutHint } from './comment-keys.ts';

interface Introspected {
  readonly tables: readonly CatalogTable[];
  readonly foreignKeys: readonly Relationship[];
}

/** Merges what introspection found into one catalogue; its version changes exactly when its content does. */
export function buildCatalog(
  source: string,
  { tables, foreignKeys }: Introspected,
  builtAt: string,
): Catalog {
  const relationships = deduplicate([...foreignKeys, ...commentKeys(tables)]);
  const content = { tables: tables.map(cleanDescriptions), relationships };
  const version = createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 16);
  return { source, version, builtAt, ...content };
}

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
