import type { TiedRows } from './same-rows.ts';

type Rows = readonly (readonly unknown[])[];

const LIMIT = /\sLIMIT\s+(\d+)\s*$/i;
/** Each group costs a query; an order of more groups than this is compared as one run gave it. */
const MOST_GROUPS = 300;

/**
 * The rows of a reference query in groups that tie in its own ORDER BY, found by asking for the first N rows WITH
 * TIES. Undefined when it has no order of its own, or one that cannot be asked for in this way.
 */
export async function tieGroups(
  run: (sql: string) => Promise<Rows>,
  sql: string,
  rowCount: number,
): Promise<TiedRows | undefined> {
  const whole = sql.trim().replace(/[\s;]+$/, '');
  const body = whole.replace(LIMIT, '');
  const groups: Rows[] = [];
  let found = 0;
  try {
    while (found < rowCount && groups.length < MOST_GROUPS) {
      const rows = await run(`${body} FETCH FIRST ${found + 1} ROWS WITH TIES`);
      // It gave rowCount rows when it ran as it is.
      if (rows.length <= found) return undefined;
      groups.push(rows.slice(found));
      found = rows.length;
    }
  } catch {
    return undefined;
  }
  return found < rowCount ? undefined : { groups, count: rowCount };
}
