import type { Catalog } from '../contracts/catalog.ts';
import type { SearchHit, SearchResult } from './search-index.ts';
import { type TableFamilies, tableFamilies } from './table-families.ts';

/**
 * How much the family counts against the table itself: a family that covers a sixth less of the question costs its
 * tables as much as being a third as likely within it. From 4 to 10 all measured questions fare about alike.
 */
const FAMILY_SHARPNESS = 6;
/** Half of what its best table gains counts again: one table that fits well beats many that fit a little. */
const BEST_TABLE_SHARE = 0.5;
/** Large families cover more by chance: a twentieth for each e-fold of tables. */
const SIZE_COST = 0.05;
/** A word that another table of the family holds better is claimed in part. */
const SECOND_CLAIM = 0.5;
/** Beside a table that claims much there is often one needed to read it. */
const NEIGHBOUR_SHARE = 0.5;
/** What a table has that claims nothing: it comes last in its family, but before bad families. */
const LEAST_SHARE = 0.02;
/** What the closest vector may gain, of what the best table gains by words, and how fast the next ones gain less. */
const VECTOR_SHARE = 0.1;
const VECTOR_RANKS = 5;

export interface RankedTable {
  /** As schema.table. */
  readonly id: string;
  /** Logarithm of how much it is wanted, to be compared with the others' only. */
  readonly score: number;
  /** What share of the question's words, by weight, this table of its family stands for. */
  readonly share: number;
}

/** What a family covers of the question: the best gain of each word among its tables. */
interface Coverage {
  readonly best: readonly number[];
  readonly total: number;
  /** What families are compared by. */
  readonly merit: number;
}

/** All tables that have to do with the question or belong to those, best first. */
export function rankTables(catalog: Catalog, { hits }: SearchResult): RankedTable[] {
  const families = tableFamilies(catalog);
  const gains = gainsOf(hits);
  const candidates = new Set<string>();
  for (const { id } of hits) for (const company of families.company(id)) candidates.add(company);
  const coverages = coverFamilies(families, gains, candidates);
  let most = Number.MIN_VALUE;
  for (const { merit } of coverages.values()) most = Math.max(most, merit);
  const shares = new Map<string, number>();
  for (const id of gains.keys()) shares.set(id, shareOf(gains.get(id), coverages.get(id)));
  return [...candidates]
    .map((id): RankedTable => {
      const share = shares.get(id) ?? 0;
      let beside = 0;
      for (const near of families.neighbours(id)) beside = Math.max(beside, shares.get(near) ?? 0);
      const within = Math.log(share + NEIGHBOUR_SHARE * beside + LEAST_SHARE);
      const merit = coverages.get(id)?.merit ?? 0;
      return { id, share, score: FAMILY_SHARPNESS * (merit / most - 1) + within };
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** What each word gains in each table; closeness of vectors counts as one word more. */
function gainsOf(hits: readonly SearchHit[]): Map<string, readonly number[]> {
  const sums = hits.map(({ gains }) => sum(gains));
  const most = Math.max(...sums, 0) || 1;
  const byCloseness = hits
    .filter(({ similarity }) => similarity > 0)
    .sort((a, b) => b.similarity - a.similarity);
  const closeness = new Map(
    byCloseness.map(({ id }, rank) => [id, (VECTOR_SHARE * most * VECTOR_RANKS) / (VECTOR_RANKS + rank)]),
  );
  return new Map(hits.map(({ id, gains }) => [id, [...gains, closeness.get(id) ?? 0]]));
}

function coverFamilies(
  families: TableFamilies,
  gains: ReadonlyMap<string, readonly number[]>,
  tables: ReadonlySet<string>,
): Map<string, Coverage> {
  const known = new Map<readonly string[], Coverage>();
  const coverages = new Map<string, Coverage>();
  const words = Math.max(0, ...[...gains.values()].slice(0, 1).map(({ length }) => length));
  for (const table of tables) {
    const family = families.family(table);
    const coverage = known.get(family) ?? cover(family, gains, words);
    known.set(family, coverage);
    coverages.set(table, coverage);
  }
  return coverages;
}

function cover(
  family: readonly string[],
  gains: ReadonlyMap<string, readonly number[]>,
  words: number,
): Coverage {
  const best: number[] = new Array(words).fill(0);
  let bestTable = 0;
  for (const table of family) {
    const own = gains.get(table);
    if (!own) continue;
    let total = 0;
    for (let word = 0; word < own.length; word++) {
      const gain = own[word] ?? 0;
      total += gain;
      if (gain > (best[word] ?? 0)) best[word] = gain;
    }
    bestTable = Math.max(bestTable, total);
  }
  const total = sum(best);
  const merit = (total + BEST_TABLE_SHARE * bestTable) / (1 + SIZE_COST * Math.log(family.length));
  return { best, total, merit };
}

function shareOf(own: readonly number[] = [], { best, total }: Coverage = NOTHING): number {
  if (total === 0) return 0;
  let claimed = 0;
  for (let word = 0; word < own.length; word++) {
    const gain = own[word] ?? 0;
    claimed += gain >= (best[word] ?? 0) ? gain : gain * SECOND_CLAIM;
  }
  return claimed / total;
}

const NOTHING: Coverage = { best: [], total: 0, merit: 0 };

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
