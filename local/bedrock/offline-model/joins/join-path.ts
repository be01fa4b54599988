import type { ForeignKey, Schema } from '../schema/schema.ts';

/** One step along a relationship: `many` when a row can meet several rows on the other side. */
export interface Step {
  readonly from: string;
  readonly to: string;
  readonly key: ForeignKey;
  readonly many: boolean;
}

/** The steps that leave a table. */
function stepsFrom(schema: Schema, table: string): Step[] {
  return schema.foreignKeys.flatMap((key) => [
    ...(key.table === table ? [{ from: table, to: key.refTable, key, many: false }] : []),
    ...(key.refTable === table ? [{ from: table, to: key.table, key, many: !isUnique(schema, key) }] : []),
  ]);
}

/** Tables that a table's rows belong to, nearest first. */
export function parentsOf(schema: Schema, table: string): string[] {
  const found = new Set([table]);
  // A Set's iteration also reaches what is added while it runs.
  for (const current of found) {
    for (const step of stepsFrom(schema, current)) if (!step.many) found.add(step.to);
  }
  return [...found].slice(1);
}

/** All shortest ways from any of these tables to another. */
export function shortestPaths(schema: Schema, from: readonly string[], to: string): Step[][] {
  let paths: Step[][] = from.map(() => []);
  let ends = [...from];
  const seen = new Set(from);
  while (paths.length > 0 && seen.size <= schema.tables.length) {
    const next = paths.flatMap((path, at) =>
      stepsFrom(schema, ends[at] ?? '')
        .filter((step) => !seen.has(step.to))
        .map((step) => [...path, step]),
    );
    const arrived = next.filter((path) => path.at(-1)?.to === to);
    if (arrived.length > 0) return arrived;
    for (const path of next) seen.add(path.at(-1)?.to ?? '');
    paths = next;
    ends = next.map((path) => path.at(-1)?.to ?? '');
  }
  return [];
}

function isUnique(schema: Schema, key: ForeignKey): boolean {
  const primary = schema.tables.find(({ key: name }) => name === key.table)?.primaryKey ?? [];
  return primary.length > 0 && primary.every((column) => key.columns.includes(column));
}
