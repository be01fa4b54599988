import type { JoinedColumns } from '../contracts/knowledge.ts';

/** The same for the same tables and pairs of columns, in whatever order the pairs are written. */
export function relationshipId({ table, columns, refTable, refColumns }: JoinedColumns): string {
  const pairs = columns.map((column, index) => `${column}=${refColumns[index] ?? ''}`).sort();
  return `${table}(${pairs})→${refTable}`;
}
