import { parsePostgres } from '../../../shared/sql-guard/postgres/parse-postgres.ts';
import { children, isNode, ofKind } from '../../../shared/sql-guard/postgres/parse-tree.ts';

/** The tables that a query reads, by their plain names in lower case; empty when it cannot be parsed. */
export async function neededTables(sql: string): Promise<string[]> {
  const statements = await parsePostgres(sql).catch(() => []);
  const found = { tables: new Set<string>(), withQueries: new Set<string>() };
  for (const { kind, tree } of statements) collect({ [kind]: tree }, found);
  return [...found.tables].filter((name) => !found.withQueries.has(name));
}

interface Found {
  readonly tables: Set<string>;
  readonly withQueries: Set<string>;
}

function collect(node: unknown, found: Found): void {
  const table = ofKind(node, 'RangeVar');
  if (table) found.tables.add(String(table.relname).toLowerCase());
  const query = ofKind(node, 'CommonTableExpr');
  if (query) found.withQueries.add(String(query.ctename).toLowerCase());
  if (isNode(node)) for (const child of children(node)) collect(child, found);
}

/** Whether every table was shown; `shown` has them with their schema. */
export function allShown(needed: readonly string[], shown: readonly string[]): boolean {
  const plain = new Set(shown.map((name) => name.toLowerCase().replaceAll('"', '').split('.').at(-1)));
  return needed.every((name) => plain.has(name));
}
