import type { Catalog } from '../contracts/catalog.ts';
import { connect, joinGraph } from './join-paths.ts';
import type { RankedTable } from './rank-tables.ts';

/** Scores are logarithms: a table e⁻⁴ (a fiftieth) as likely as the best one is not worth its place. */
const LEAST_SCORE = 4;
/** Tables that stand for this share of the question's words, and are not e⁻² behind, are surely part of it. */
const SURE_SHARE = 0.2;
const SURE_SCORE = 2;

const graphs = new WeakMap<Catalog, ReadonlyMap<string, ReadonlySet<string>>>();

/**
 * The tables to show: those needed in any case and those surely part of the question, best first, with what lies
 * between them; then the next best as long as there is room.
 */
export function chooseTables(
  catalog: Catalog,
  needed: readonly string[],
  ranked: readonly RankedTable[],
  limit: number,
): string[] {
  const best = ranked[0]?.score ?? 0;
  const likely = ranked.filter(({ score }) => score > best - LEAST_SCORE).slice(0, limit);
  const sure = likely.filter(({ share, score }) => share >= SURE_SHARE && score > best - SURE_SCORE);
  const graph = graphs.get(catalog) ?? joinGraph(catalog.relationships);
  graphs.set(catalog, graph);
  const connected = connect(graph, [...needed, ...sure.map(({ id }) => id)], limit);
  return [...new Set([...connected, ...likely.map(({ id }) => id)])].slice(0, limit);
}
