import type { Relationship } from '../contracts/catalog.ts';

/** Which tables each table joins with. */
export function joinGraph(relationships: readonly Relationship[]): Map<string, Set<string>> {
  const graph = new Map<string, Set<string>>();
  const link = (from: string, to: string) => graph.set(from, (graph.get(from) ?? new Set()).add(to));
  for (const { table, refTable } of relationships) {
    link(table, refTable);
    link(refTable, table);
  }
  return graph;
}

/**
 * The given tables and those that lie between them: each is connected, in order, to what is already there by the
 * shortest path, as long as there is room. A table that joins with nothing is kept on its own.
 */
export function connect(
  graph: ReadonlyMap<string, ReadonlySet<string>>,
  tables: readonly string[],
  limit: number,
): string[] {
  const connected: string[] = [];
  for (const table of tables) {
    if (connected.includes(table)) continue;
    const path = shortestPath(graph, table, new Set(connected)) ?? [table];
    const added = path.filter((step) => !connected.includes(step));
    if (connected.length + added.length <= limit) connected.push(...added);
  }
  return connected;
}

/** The given tables and, as long as there is room, those they join with: the first table's before the next's. */
export function withNeighbours(
  graph: ReadonlyMap<string, ReadonlySet<string>>,
  tables: readonly string[],
  limit: number,
): string[] {
  const neighbours = tables.flatMap((table) => [...(graph.get(table) ?? [])]);
  return [...new Set([...tables, ...neighbours])].slice(0, Math.max(limit, tables.length));
}

function shortestPath(
  graph: ReadonlyMap<string, ReadonlySet<string>>,
  from: string,
  targets: ReadonlySet<string>,
): string[] | undefined {
  const cameFrom = new Map<string, string | undefined>([[from, undefined]]);
  const queue = [from];
  for (let table = queue.shift(); table !== undefined; table = queue.shift()) {
    if (targets.has(table)) return walkBack(cameFrom, table);
    for (const next of graph.get(table) ?? []) {
      if (cameFrom.has(next)) continue;
      cameFrom.set(next, table);
      queue.push(next);
    }
  }
  return undefined;
}

/** The path from where the search began to `end`, both included. */
function walkBack(cameFrom: ReadonlyMap<string, string | undefined>, end: string): string[] {
  const path: string[] = [];
  for (let at: string | undefined = end; at !== undefined; at = cameFrom.get(at)) path.unshift(at);
  return path;
}
