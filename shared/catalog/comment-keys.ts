import { type CatalogTable, type Relationship, tableId } from '../contracts/catalog.ts';
import type { KnowledgeProblem } from '../contracts/knowledge.ts';
import { findColumn, findTable } from './find-table.ts';

/** What stands before the last point is the table, with or without its schema. */
const HINT = /\s*\[FK:\s*([^[\]]+)\.([^[\].]+?)\s*\]/i;

interface Hint {
  readonly table: CatalogTable;
  readonly column: string;
  readonly ref: CatalogTable;
  readonly refColumn: string;
}

interface CommentKeys {
  readonly relationships: Relationship[];
  readonly problems: KnowledgeProblem[];
}

/**
 * Relationships written as `[FK: table.column]` inside column comments. An unqualified table means one of the same
 * schema first. Hints of a table that together name the whole key of another are one relationship; one at a table or
 * column that is not there is none, and told.
 */
export function commentKeys(tables: readonly CatalogTable[]): CommentKeys {
  const problems: KnowledgeProblem[] = [];
  const relationships = tables.flatMap((table) => {
    const hints: Hint[] = [];
    for (const { name, description } of table.columns) {
      const hint = readHint(tables, table, name, description);
      if (typeof hint === 'string')
        problems.push({ message: `The comment of ${tableId(table)}.${name}: ${hint}` });
      else if (hint) hints.push(hint);
    }
    return [...Map.groupBy(hints, ({ ref }) => ref).values()].flatMap(relationshipsOf);
  });
  return { relationships, problems };
}

/** The comment without its hint, which the schema block shows as REFERENCES instead. */
export function withoutHint(description: string): string {
  return description.replace(HINT, '').trim();
}

function readHint(
  tables: readonly CatalogTable[],
  table: CatalogTable,
  column: string,
  description = '',
): Hint | string | undefined {
  const [, target, written] = description.match(HINT) ?? [];
  if (target === undefined || written === undefined) return undefined;
  const beside = findTable(tables, `${table.schema}.${target}`);
  const ref = typeof beside === 'string' ? findTable(tables, target) : beside;
  if (typeof ref === 'string') return ref;
  const refColumn = findColumn(ref, written);
  if (refColumn === undefined) return `The table ${tableId(ref)} has no column ${written}.`;
  return { table, column, ref, refColumn };
}

/** Those of one table at one other. */
function relationshipsOf(hints: readonly Hint[]): Relationship[] {
  const [first] = hints;
  if (!first) return [];
  const isWhole =
    hints.length > 1 &&
    hints.length === first.ref.primaryKey.length &&
    first.ref.primaryKey.every((key) => hints.some(({ refColumn }) => refColumn === key));
  return (isWhole ? [hints] : hints.map((hint) => [hint])).map((together) => ({
    table: tableId(first.table),
    columns: together.map(({ column }) => column),
    refTable: tableId(first.ref),
    refColumns: together.map(({ refColumn }) => refColumn),
    origin: 'comment',
  }));
}
