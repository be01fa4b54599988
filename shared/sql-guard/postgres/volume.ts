import { unsafe } from '../verdict.ts';

/** How much a query may give, as far as it can be told without the data. */
export interface Volume {
  /** Tables of unknown size that nothing ties together, in half tables: a grouped one counts one, a whole one two. */
  readonly tables: number;
  /** Rows that series and VALUES make, multiplied. */
  readonly rows: number;
}

export const ONE_ROW: Volume = { tables: 0, rows: 1 };
export const TABLE: Volume = { tables: 2, rows: 1 };
/** A table known to be small: hardly counts, yet is seen not to be joined. */
export const SMALL_TABLE: Volume = { tables: 0.1, rows: 1 };

const MOST_TABLES = 5;
const MOST_ROWS = 10_000_000;
const LONG_SERIES = 10_000;
const SMALL_LIMIT = 1_000;

/** One thing in FROM, for working out products. */
export interface Member {
  readonly id: number;
  readonly volume: Volume;
}

/** Weight beside things it is not tied to. A long series counts as two tables. */
const weight = ({ tables, rows }: Volume): number => tables + (rows > LONG_SERIES ? 4 : 0);

/** The product of a FROM list. Members that a real predicate ties together count as much as the largest of them. */
export function productOf(members: readonly Member[], ties: Ties): Volume {
  const rows = members.reduce((total, { volume }) => total * volume.rows, 1);
  if (rows > MOST_ROWS) {
    throw unsafe(
      'too-many-rows',
      '',
      `its series make ${rows.toPrecision(3)} rows; ${MOST_ROWS} are allowed`,
    );
  }
  const groups = new Map<number, Volume>();
  for (const { id, volume } of members) {
    const group = ties.groupOf(id);
    const heaviest = groups.get(group);
    if (!heaviest || weight(volume) > weight(heaviest)) groups.set(group, volume);
  }
  const weights = [...groups.values()].map(weight).filter((value) => value > 0);
  const loose = weights.toSorted((a, b) => b - a).slice(0, weights.length - ties.loose);
  const total = loose.reduce((sum, value) => sum + value, 0);
  if (loose.length > 1 && total > MOST_TABLES) {
    throw unsafe(
      'cartesian-product',
      '',
      'it multiplies large tables without joining them: add join conditions',
    );
  }
  const tables = [...groups.values()].reduce((sum, volume) => sum + volume.tables, 0);
  return { tables: Math.min(tables, MOST_TABLES + 1), rows };
}

/** What is left of a volume after GROUP BY, DISTINCT, an aggregate without GROUP BY, or LIMIT. */
export function reduced(volume: Volume, how: { one: boolean; grouped: boolean; limit?: number }): Volume {
  if (how.one) return ONE_ROW;
  if (how.limit !== undefined && how.limit <= SMALL_LIMIT) {
    return {
      tables: 0,
      rows: volume.tables > 0 ? Math.max(how.limit, 1) : Math.min(volume.rows, Math.max(how.limit, 1)),
    };
  }
  return how.grouped ? { ...volume, tables: Math.min(volume.tables, 1) } : volume;
}

export const added = (a: Volume, b: Volume): Volume => ({
  tables: Math.max(a.tables, b.tables),
  rows: a.rows + b.rows,
});

/** What a subquery that asks for columns around it goes through, once for each row there. */
export const repeatedWork = ({ work, ties }: { work: Volume; ties: ReadonlySet<number> }): Volume => ({
  tables: ties.size > 0 ? 0 : work.tables,
  rows: work.rows,
});

/** Which relations real predicates tie together. */
export interface Ties {
  tie(a: number, b: number): void;
  /** A real predicate between relations that cannot be told apart, for want of a schema. */
  tieSome(): void;
  readonly loose: number;
  groupOf(id: number): number;
}

export function newTies(): Ties {
  const parents = new Map<number, number>();
  const groupOf = (id: number): number => {
    const parent = parents.get(id);
    return parent === undefined || parent === id ? id : groupOf(parent);
  };
  let loose = 0;
  return {
    tie: (a, b) => {
      parents.set(groupOf(a), groupOf(b));
    },
    tieSome: () => {
      loose++;
    },
    get loose() {
      return loose;
    },
    groupOf,
  };
}
