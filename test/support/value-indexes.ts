import type { Catalog } from '../../shared/contracts/catalog.ts';
import type { ValueIndex } from '../../shared/retrieval/value-index.ts';
import { buildValueIndex } from '../../shared/retrieval/value-index-build.ts';
import { openValueIndex } from '../../shared/retrieval/value-index-open.ts';
import { catalogOf, tableOf } from './catalogs.ts';

const OWNER = { source: 'shop', login: 'a login', policy: 'a policy' };

/** Values by table and column, all in the schema shop. */
type Values = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** An index of these values, through its file. */
export function valueIndexOf(tables: Values): ValueIndex {
  const columns = Object.entries(tables).flatMap(([table, own]) =>
    Object.entries(own).map(([column, values]) => ({ table: `shop.${table}`, column, values })),
  );
  return openValueIndex(buildValueIndex({ ...OWNER, catalog: 'v1' }, columns), OWNER);
}

/** A catalogue of the same tables and columns. */
export function catalogOfValues(tables: Values): Catalog {
  return catalogOf(
    Object.entries(tables).map(([table, columns]) =>
      tableOf(
        table,
        Object.keys(columns).map((name) => ({ name, type: 'text' })),
      ),
    ),
  );
}
