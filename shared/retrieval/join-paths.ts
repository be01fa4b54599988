import type { Relationship } from '../contracts/catalog.ts';

/** Longer ways lead through tables that have nothing to do with the question. */
const MOST_BETWEEN = 2;

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
 * The given tables, as many as there is room for, and those that lie between them: each is connected, in order, to
 * what is already there by the shortest path. A table without a short path, or whose path has no room, stands alone.
 */
export function connect(
  graph: ReadonlyMap<string, ReadonlySet<string>>,
  tables: readonly string[],
  limit: number,
): string[] {
  const connected = new Set<string>();
  for (const table of tables) {
    if (connected.has(table)) continue;
    const path = shortestPath(graph, table, connected) ?? [table];
    const added = path.filter((step) => !connected.has(step));
    const taken = connected.size + added.length <= limit ? added : [table];
    if (connected.size < limit) for (const step of taken) connected.add(step);
  }
  return [...connected];
}

function shortestPath(
  graph: ReadonlyMap<string, ReadonlySet<string>>,
  from: string,
  targets: ReadonlySet<string>,
): string[] | undefined {
  let paths = targets.size > 0 ? [[from]] : [];
  const seen = new Set([from]);
  for (let between = 0; between <= MOST_BETWEEN; between++) {
    const longer: string[][] = [];
    for (const path of paths) {
      for (const next of graph.get(path.at(-1) ?? from) ?? []) {
        if (targets.has(next)) return path;
        if (seen.has(next)) continue;
        seen.add(next);
        longer.push([...path, next]);
      }
    }
    paths = longer;
  }
  return undefined;
}
