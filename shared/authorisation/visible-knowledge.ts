import { type Catalog, type Metric, tableId } from '../contracts/catalog.ts';
import type { GlossaryEntry } from '../contracts/knowledge.ts';
import type { Policy } from '../contracts/policy.ts';
import { hidesNothing } from './authorise.ts';
import { isColumnVisible, isTableVisible } from './visible-catalog.ts';

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
  const named = new Set(sql.toLowerCase().match(/[\p{L}\p{N}_$]+/gu));
  return hiddenNames(catalog, policy, tables).every((name) => !named.has(name.toLowerCase()));
}

/** Names of hidden tables, and of hidden columns of these tables. */
function hiddenNames(catalog: Catalog, policy: Policy, tables: readonly string[]): string[] {
  return catalog.tables.flatMap((table) => {
    const id = tableId(table);
    if (!isTableVisible(policy, id)) return [table.name];
    if (!tables.includes(id)) return [];
    return table.columns.map(({ name }) => name).filter((name) => !isColumnVisible(policy, id, name));
  });
}

/** An entry of the glossary as a policy shows it; undefined when it is about something hidden. */
export function visibleEntry(
  entry: GlossaryEntry,
  catalog: Catalog,
  policy: Policy,
): GlossaryEntry | undefined {
  if (entry.kind === 'metric') return isMetricVisible(entry, catalog, policy) ? entry : undefined;
  if (!isTableVisible(policy, entry.table)) return undefined;
  if (entry.kind === 'table') return entry;
  if (!isColumnVisible(policy, entry.table, entry.column)) return undefined;
  const { sampleValues: _values, ...rest } = entry;
  // Somebody wrote them down who may see other rows.
  return policy.rowFilters.some(({ table }) => table === entry.table) ? rest : entry;
}
