import { type Catalog, type CatalogTable, type Metric, tableId } from '../contracts/catalog.ts';
import type { Policy } from '../contracts/policy.ts';
import { hidesNothing } from './authorise.ts';
import { isColumnVisible, isTableVisible } from './policy-selection.ts';

/**
 * Whether a policy shows what a metric is made of: its tables, and in its expression no name of a table or column
 * that is hidden. One that names no tables is shown only where nothing is hidden.
 */
export function isMetricVisible(
  { tables, sql }: Pick<Metric, 'tables' | 'sql'>,
  catalog: Catalog,
  policy: Policy,
): boolean {
  if (hidesNothing(policy)) return true;
  if (tables.length === 0 || !tables.every((table) => isTableVisible(policy, table))) return false;
  const own = catalog.tables.filter((table) => tables.includes(tableId(table)));
  const shown = own.map((table) => columnNames(table, policy, true));
  const known = new Set(shown.flat());
  const hidden = [
    ...own.flatMap((table) => columnNames(table, policy, false)),
    // A column that is shown may be called like a table that is not.
    ...hiddenTables(catalog, policy).filter((name) => !known.has(name)),
  ];
  return shown.every(({ length }) => length > 0) && !hidden.some((name) => names(sql, name));
}

const hiddenTables = (catalog: Catalog, policy: Policy) =>
  catalog.tables.filter((table) => !isTableVisible(policy, tableId(table))).map(({ name }) => name);

/** The columns of a table that a policy shows, or those that it hides. */
function columnNames(table: CatalogTable, policy: Policy, isShown: boolean): string[] {
  const id = tableId(table);
  return table.columns
    .map(({ name }) => name)
    .filter((name) => isColumnVisible(policy, id, name) === isShown);
}

const WORD = /[\p{L}\p{N}_$]+/gu;

/** Whether the SQL has this name as a word of its own; any letters of it count for one that has to be quoted. */
function names(sql: string, name: string): boolean {
  const text = sql.replaceAll('""', '"').toLowerCase();
  const wanted = name.toLowerCase();
  const words = wanted.match(WORD) ?? [];
  return words[0] === wanted ? (text.match(WORD)?.includes(wanted) ?? false) : text.includes(wanted);
}
