import { type Column, type Schema, type Table, tableOf } from '../schema/schema.ts';

/** The aliases of one SELECT; a lone table needs none. */
export interface Scope {
  readonly qualified: boolean;
  aliasOf(table: string): string;
}

/** Gives each table a short alias from its initials, unlike those taken outside; `qualified` where subqueries refer to it. */
export function createScope(
  schema: Schema,
  tables: readonly string[],
  taken: readonly string[] = [],
  qualified = false,
): Scope {
  const aliases = new Map<string, string>();
  const used = new Set(taken);
  for (const key of tables) {
    if (aliases.has(key)) continue;
    const base = initials(tableOf(schema, key));
    let alias = base;
    for (let number = 2; used.has(alias); number += 1) alias = `${base}${number}`;
    used.add(alias);
    aliases.set(key, alias);
  }
  return {
    qualified: qualified || aliases.size > 1 || taken.length > 0,
    aliasOf: (table) => aliases.get(table) ?? tableOf(schema, table).sql,
  };
}

/** A column as it is written in a scope. */
export function columnSql(scope: Scope, column: Column): string {
  return scope.qualified ? `${scope.aliasOf(column.table)}.${column.sql}` : column.sql;
}

/** The aliases a scope has given out. */
export function aliasesOf(scope: Scope, tables: readonly string[]): string[] {
  return tables.map((table) => scope.aliasOf(table));
}

function initials({ name }: Table): string {
  const letters = name
    .split(/[^a-zA-Z0-9]+/)
    .map((part) => part.charAt(0).toLowerCase())
    .join('')
    .replace(/[^a-z]/g, '');
  // Two-letter words such as "as" and "or" would read as SQL.
  return ['', 'as', 'or', 'in', 'is', 'on', 'to', 'by', 'of', 'at', 'if', 'do', 'no'].includes(letters)
    ? `${letters}_`
    : letters;
}
