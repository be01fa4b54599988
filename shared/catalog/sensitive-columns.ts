import { glossaryLayers } from './apply-glossary.ts';
import type { Knowledge } from './knowledge.ts';

/**
 * Whether a column is marked sensitive, judged by names alone: before the database was asked it is not known which
 * table an unqualified name means, so it may be each of that name.
 */
export function sensitiveColumns(knowledge: Knowledge): (table: string, column: string) => boolean {
  const marks = new Map<string, { order: number; sensitive: boolean }>();
  glossaryLayers(knowledge).forEach(({ entries }, order) => {
    for (const entry of entries) {
      if (entry.kind !== 'column' || entry.sensitive === undefined) continue;
      marks.set(nameOf(entry.table, entry.column), { order, sensitive: entry.sensitive });
    }
  });
  return (table, column) => {
    const found = [table, table.slice(table.indexOf('.') + 1)].flatMap(
      (name) => marks.get(nameOf(name, column)) ?? [],
    );
    const [latest] = found.sort((a, b) => b.order - a.order);
    return latest?.sensitive ?? false;
  };
}

const nameOf = (table: string, column: string) => `${table}.${column}`.toLowerCase();
