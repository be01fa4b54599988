import { type Step, shortestPaths } from '../joins/join-path.ts';
import type { Draft } from './draft.ts';
import { isText, tableNamed } from './peek.ts';

/**
 * The tables of what happened between the one asked about and another one spoken of, nearest first: employees who
 * sold something to customers did so in orders, and a year is that of the orders, not of their hiring.
 */
export function eventTables(draft: Draft): string[] {
  const entity = draft.entity ?? draft.chunks.map(tableNamed).find((table) => table !== undefined);
  // "Books of 2023" are dated themselves.
  if (!entity || isText(draft, draft.at - 1, 'of', 'from')) return [];
  const others = spokenTables(draft).filter((key) => key !== entity.key);
  const between = others.flatMap((key) => {
    const ways = shortestPaths(draft.schema, [entity.key], key).map(eventsOn);
    const [way = []] = ways;
    return ways.every(([first]) => first === way[0]) ? way : [];
  });
  return [...new Set(between)];
}

/** From the first table of which there may be several rows on. */
function eventsOn(path: readonly Step[]): string[] {
  const first = path.findIndex(({ many }) => many);
  return first < 0 ? [] : path.slice(first).map(({ to }) => to);
}

/** Tables that are named, or of which a value is, anywhere in the question. */
function spokenTables({ chunks, conditions }: Draft): string[] {
  const read = conditions.flatMap((one) => ('column' in one ? [one.column.table] : []));
  const ahead = chunks.flatMap((chunk) => {
    const named = tableNamed(chunk)?.key;
    if (named !== undefined) return [named];
    const tables = chunk.kind === 'value' ? new Set(chunk.candidates.map(({ column }) => column.table)) : [];
    return [...tables].length === 1 ? [...tables] : [];
  });
  return [...new Set([...read, ...ahead])];
}
