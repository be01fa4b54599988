import type { GlossaryEntry } from '../contracts/knowledge.ts';

/** Which thing an entry is about, in a form that the table can sort: `column:northwind.customers.city`. */
export function glossaryEntryId(entry: GlossaryEntry): string {
  switch (entry.kind) {
    case 'table':
      return `table:${entry.table}`;
    case 'column':
      return `column:${entry.table}.${entry.column}`;
    case 'metric':
      return metricId(entry.name);
  }
}

/** Metrics are the same however their name is spelled. */
export const metricId = (name: string) => `metric:${name.trim().toLowerCase().replace(/\s+/g, ' ')}`;
