import { parentsOf } from '../joins/join-path.ts';
import { columnsOf } from '../query/query.ts';
import type { Table } from '../schema/schema.ts';
import type { Draft } from './draft.ts';
import { isOperator, skip, tableNamed } from './peek.ts';

/** Rows that are counted, and the tables they are counted for. */
export interface CountedRows {
  readonly tables: readonly string[];
  /** When rows of these came about tells nothing of the rows counted. */
  readonly others: readonly string[];
}

/**
 * "More than 30 orders in 2024", "orders per employee in 2024": a period is about the rows that are counted, not
 * about those they are counted for. Undefined when no such rows were read.
 */
export function countedRows(draft: Draft): CountedRows | undefined {
  const groups = [...draft.groupTables.map(({ key }) => key), ...groupColumnTables(draft)];
  const tables = required(draft);
  const counted = tables.length > 0 ? tables : countedFor(draft, groups);
  if (counted.length === 0) return undefined;
  const about = draft.entity ?? draft.chunks.map(tableNamed).find((table) => table !== undefined);
  const entity = about && tables.length > 0 ? [about.key] : [];
  const others = [...entity, ...groups].filter(
    (key) => !counted.includes(key) && !isWhole(draft, counted, key),
  );
  return { tables: counted, others };
}

/** What rows there must be a number of: those read, and before any table was named those still to come. */
function required(draft: Draft): string[] {
  const read = draft.conditions.flatMap((one) =>
    one.kind === 'related' && one.count ? [one.table.key] : [],
  );
  const measured = draft.having.flatMap(({ by }) =>
    by.kind === 'count' ? [by.table.key] : columnsOf(by).map(({ table }) => table),
  );
  const known = [...read, ...measured];
  return known.length > 0 ? known : requiredAhead(draft);
}

/** "In 2024, which employees handled more than 30 orders", "… the most orders": the table counted ahead. */
function requiredAhead(draft: Draft): string[] {
  const compared = draft.chunks.flatMap((chunk, at): (Table | undefined)[] => {
    if (at <= draft.at) return [];
    if (isOperator(draft, at, 'superlative')) return [tableNamed(draft.chunks[skip(draft, at + 1)])];
    if (chunk.kind !== 'number') return [];
    const next = skip(draft, at + 1, 'filler', 'of', 'orMore');
    const isBound = isOperator(draft, at - 1, 'compare') || isOperator(draft, skip(draft, at + 1), 'orMore');
    return isBound ? [tableNamed(draft.chunks[next])] : [];
  });
  return compared.flatMap((table) => table?.key ?? []);
}

/** Counted rows of the output, when the table named last is one they are counted for or belong to. */
function countedFor(draft: Draft, groups: readonly string[]): string[] {
  const latest = draft.focus[0]?.key;
  return draft.select.flatMap((one) => {
    if (one.kind !== 'count' || latest === undefined) return [];
    const { key } = one.table;
    const belongs = groups.includes(latest) || parentsOf(draft.schema, key).includes(latest);
    return key !== latest && belongs ? [key] : [];
  });
}

function groupColumnTables({ groups }: Draft): string[] {
  return groups.flatMap(columnsOf).map(({ table }) => table);
}

/** Lines are parts of their order: the key of the whole is part of theirs, and so is its date. */
function isWhole({ schema }: Draft, parts: readonly string[], whole: string): boolean {
  return schema.foreignKeys.some(
    ({ table, columns, refTable }) =>
      refTable === whole &&
      parts.includes(table) &&
      schema.tables.some(
        ({ key, primaryKey }) => key === table && columns.every((name) => primaryKey.includes(name)),
      ),
  );
}
