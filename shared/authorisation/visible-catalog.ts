import { type Catalog, type CatalogTable, type Relationship, tableId } from '../contracts/catalog.ts';
import type { Policy } from '../contracts/policy.ts';
import { hidesNothing } from './authorise.ts';
import { isColumnVisible, isTableVisible } from './policy-selection.ts';
import { isMetricVisible } from './visible-metric.ts';

/** Kept per catalogue and policy, so that what is built of the result (a search index) is built once. */
const kept = new WeakMap<Catalog, WeakMap<Policy, Catalog>>();

/** The catalogue as a policy shows it: what is not in it is unknown to the model, the guard and the caller. */
export function visibleCatalog(catalog: Catalog, policy: Policy): Catalog {
  if (hidesNothing(policy)) return catalog;
  const byPolicy = kept.get(catalog) ?? new WeakMap<Policy, Catalog>();
  kept.set(catalog, byPolicy);
  const visible = byPolicy.get(policy) ?? filterCatalog(catalog, policy);
  byPolicy.set(policy, visible);
  return visible;
}

/** The table as a policy shows it; undefined when it shows nothing of it. */
function visibleTable(table: CatalogTable, policy: Policy): CatalogTable | undefined {
  const id = tableId(table);
  if (!isTableVisible(policy, id)) return undefined;
  const columns = table.columns.filter(({ name }) => isColumnVisible(policy, id, name));
  if (columns.length === 0) return undefined;
  const names = new Set(columns.map(({ name }) => name));
  const primaryKey = table.primaryKey.every((name) => names.has(name)) ? table.primaryKey : [];
  const shown = { ...table, columns, primaryKey };
  return policy.rowFilters.some((filter) => filter.table === id) ? withoutProfile(shown) : shown;
}

/** Statistics are of all rows: of a table whose rows are filtered they tell about the others. */
function withoutProfile(table: CatalogTable): CatalogTable {
  return {
    ...table,
    estimatedRows: -1,
    columns: table.columns.map(
      ({
        values: _values,
        valuesComplete: _complete,
        range: _range,
        nullShare: _nulls,
        distinct: _distinct,
        ...column
      }) => column,
    ),
  };
}

function filterCatalog(catalog: Catalog, policy: Policy): Catalog {
  const tables = catalog.tables.flatMap((table) => visibleTable(table, policy) ?? []);
  const columns = new Map(
    tables.map((table) => [tableId(table), new Set(table.columns.map(({ name }) => name))]),
  );
  const isVisible = (table: string, names: readonly string[]) =>
    names.every((name) => columns.get(table)?.has(name));
  const joins = ({ table, columns: own, refTable, refColumns }: Relationship) =>
    isVisible(table, own) && isVisible(refTable, refColumns);
  const shown = { ...catalog, tables, relationships: catalog.relationships.filter(joins) };
  if (!catalog.metrics) return shown;
  return { ...shown, metrics: catalog.metrics.filter((metric) => isMetricVisible(metric, catalog, policy)) };
}
