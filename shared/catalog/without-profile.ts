import type { CatalogColumn } from '../contracts/catalog.ts';

/** The column without anything that tells of the rows behind it. */
export function withoutProfile({
  values: _values,
  valuesComplete: _complete,
  range: _range,
  nullShare: _nulls,
  distinct: _distinct,
  ...column
}: CatalogColumn): CatalogColumn {
  return column;
}
