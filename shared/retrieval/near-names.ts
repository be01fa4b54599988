import { type Catalog, tableId } from '../contracts/catalog.ts';
import { editDistance } from './edit-distance.ts';
import { similarity, trigramsOf } from './trigrams.ts';

const LEAST_ALIKE = 0.3;
const MOST = 6;
/** Of two columns as like the name as each other, the one whose table the SQL names comes first. */
const IN_SQL = 0.1;

/** Columns (written schema.table.column) whose names are like one that does not exist, best first. */
export function nearColumns({ tables }: Catalog, name: string, sql: string): string[] {
  return nearest(
    name,
    tables.flatMap((table) => {
      const bonus = sql.toLowerCase().includes(table.name.toLowerCase()) ? IN_SQL : 0;
      return table.columns.map((column) => ({
        name: column.name,
        written: `${tableId(table)}.${column.name}`,
        bonus,
      }));
    }),
  );
}

/** Tables (written schema.table) whose names are like one that does not exist, best first. */
export function nearTables({ tables }: Catalog, name: string): string[] {
  return nearest(
    name,
    tables.map((table) => ({ name: table.name, written: tableId(table), bonus: 0 })),
  );
}

interface Candidate {
  readonly name: string;
  readonly written: string;
  readonly bonus: number;
}

function nearest(name: string, candidates: readonly Candidate[]): string[] {
  const last = name.split('.').at(-1)?.replaceAll('"', '').toLowerCase() ?? '';
  return candidates
    .map((candidate) => ({ ...candidate, alike: likeness(last, candidate.name.toLowerCase()) }))
    .filter(({ alike }) => alike >= LEAST_ALIKE)
    .sort((a, b) => b.alike + b.bonus - (a.alike + a.bonus))
    .slice(0, MOST)
    .map(({ written }) => written);
}

/** From 0 to 1: by the trigrams of their words, or by how few letters are wrong. */
function likeness(a: string, b: string): number {
  const words = (name: string) => trigramsOf(name.split(/[^\p{L}\p{N}]+/u));
  const longer = Math.max(a.length, b.length);
  const most = Math.floor(longer / 3);
  const wrong = editDistance(a, b, most);
  const spelled = wrong <= most && longer > 0 ? 1 - wrong / longer : 0;
  return Math.max(similarity(words(a), words(b)), spelled);
}
