import type { Catalog } from '../contracts/catalog.ts';
import type { GlossaryEntry } from '../contracts/knowledge.ts';
import type { Policy } from '../contracts/policy.ts';
import { isColumnVisible, isTableVisible } from './policy-selection.ts';
import { isMetricVisible } from './visible-metric.ts';

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
