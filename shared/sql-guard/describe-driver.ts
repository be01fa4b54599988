/** A step of a plan, as far as it is put into words. */
export interface CostDriver {
  readonly kind: 'read' | 'combine' | 'sort' | 'group' | 'other';
  /** Tables it works on, as the database names them. */
  readonly tables: readonly string[];
  readonly rows: number;
}

/**
 * The step in plain words. Only tables in `tableNames` are named: a plan also shows what lies under a view, which
 * the asker may know nothing of.
 */
export function describeDriver({ kind, tables, rows }: CostDriver, tableNames: ReadonlySet<string>): string {
  const known = [...new Set(tables)].filter((table) => tableNames.has(table));
  const some = known.length > 0 ? listed(known) : 'its tables';
  switch (kind) {
    case 'read':
      return `reading ${some}`;
    case 'combine':
      return `combining ${some} (about ${count(rows)} rows)`;
    case 'sort':
      return `putting about ${count(rows)} rows in order`;
    case 'group':
      return `grouping ${known.length > 0 ? `the rows of ${some}` : 'its rows'}`;
    case 'other':
      return `a step over about ${count(rows)} rows`;
  }
}

/** A number of rows as people write it. */
export function count(rows: number): string {
  return Math.round(rows).toLocaleString('en-US');
}

function listed(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${last}` : last;
}
