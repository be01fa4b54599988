import type { Step } from '../joins/join-path.ts';
import { type Schema, tableOf } from '../schema/schema.ts';
import type { Scope } from './scope.ts';

/** The table as it stands after FROM or JOIN. */
export function fromSql(schema: Schema, table: string, scope: Scope): string {
  const { sql } = tableOf(schema, table);
  return scope.qualified ? `${sql} AS ${scope.aliasOf(table)}` : sql;
}

/** One JOIN along a step. */
export function joinSql(schema: Schema, step: Step, scope: Scope): string {
  const pairs = stepColumns(schema, step).map(
    ([from, to]) => `${scope.aliasOf(step.to)}.${to} = ${scope.aliasOf(step.from)}.${from}`,
  );
  return `JOIN ${fromSql(schema, step.to, scope)} ON ${pairs.join(' AND ')}`;
}

/** The columns of a step as SQL names: [of the table it leaves, of the table it enters]. */
export function stepColumns(schema: Schema, { from, key }: Step): [string, string][] {
  const sqlOf = (table: string, name: string) =>
    tableOf(schema, table).columns.find((one) => one.name === name)?.sql ?? name;
  return key.columns.map((name, at) => {
    const own = sqlOf(key.table, name);
    const referred = sqlOf(key.refTable, key.refColumns[at] ?? name);
    return key.table === from ? [own, referred] : [referred, own];
  });
}
