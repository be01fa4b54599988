import { type CatalogColumn, type CatalogTable, type Relationship, tableId } from '../contracts/catalog.ts';
import type { RelationshipCandidate } from '../contracts/knowledge.ts';
import { relationshipId } from './relationship-id.ts';

const MOST_CANDIDATES = 200;
/** Names that half of all keys have: alone they say nothing. */
const COMMON_NAMES = new Set([
  'id',
  'code',
  'key',
  'name',
  'no',
  'nr',
  'num',
  'number',
  'type',
  'value',
  'date',
]);
/** Below this share of known values found among those of the key, it is no key of that table. */
const LEAST_OVERLAP = 0.9;

const SCORES = { name: 0.5, sameName: 0.1, overlap: 0.3, range: 0.2, composite: 0.2 };

/**
 * Relationships that names, types and known values suggest: columns named like the primary key of another table and
 * of its type. Offered to people, best first; never used before one of them says so.
 */
export function inferRelationships(
  tables: readonly CatalogTable[],
  known: readonly Relationship[],
  hidden: ReadonlySet<string>,
): RelationshipCandidate[] {
  const settled = new Set([...known.map(relationshipId), ...hidden]);
  const joined = new Set(
    known.flatMap(({ table, columns }) => columns.map((column) => `${table}.${column}`)),
  );
  const holders = tablesByColumn(tables);
  const candidates = tables
    .flatMap((ref) =>
      [...likelyTables(ref, holders)].flatMap((table) =>
        table === ref ? [] : (candidate(table, ref) ?? []),
      ),
    )
    .filter((each) => !settled.has(relationshipId(each)))
    // Where the columns lead is known already.
    .filter(({ table, columns }) => !columns.every((column) => joined.has(`${table}.${column}`)));
  return candidates.sort((a, b) => b.score - a.score).slice(0, MOST_CANDIDATES);
}

/** Tables by the names of their columns in small letters: of thousands, few have one that is named like a key. */
function tablesByColumn(tables: readonly CatalogTable[]): ReadonlyMap<string, readonly CatalogTable[]> {
  const holders = new Map<string, CatalogTable[]>();
  for (const table of tables) {
    for (const name of new Set(table.columns.map((column) => column.name.toLowerCase()))) {
      const known = holders.get(name);
      if (known) known.push(table);
      else holders.set(name, [table]);
    }
  }
  return holders;
}

/** Those with a column that is named like the part of the key that fewest have. */
function likelyTables(
  { name, primaryKey }: CatalogTable,
  holders: ReadonlyMap<string, readonly CatalogTable[]>,
): ReadonlySet<CatalogTable> {
  const byPart = primaryKey.map((key) => {
    const names = namesFor(key, name);
    const telling = primaryKey.length === 1 ? names.filter((each) => !COMMON_NAMES.has(each)) : names;
    return new Set(telling.flatMap((each) => holders.get(each) ?? []));
  });
  const [fewest = new Set<CatalogTable>()] = byPart.sort((one, other) => one.size - other.size);
  return fewest;
}

function candidate(table: CatalogTable, ref: CatalogTable): RelationshipCandidate | undefined {
  const pairs = ref.primaryKey.map((name) => {
    const key = ref.columns.find((column) => column.name === name);
    return key && pairFor(key, table, ref);
  });
  const found = pairs.filter((pair) => pair !== undefined);
  if (found.length < ref.primaryKey.length || isTheSameKey(table, found)) return undefined;
  const isComposite = found.length > 1;
  // One part of a composite key alone is a common name's chance; all parts together are not.
  if (!isComposite && found.some(({ isCommon }) => isCommon)) return undefined;
  const score = Math.min(...found.map((pair) => pair.score)) + (isComposite ? SCORES.composite : 0);
  return {
    table: tableId(table),
    columns: found.map(({ column }) => column),
    refTable: tableId(ref),
    refColumns: [...ref.primaryKey],
    score: Math.min(1, Math.round(score * 100) / 100),
    evidence: found.map(({ evidence }) => evidence).join('; '),
  };
}

interface Pair {
  readonly column: string;
  readonly score: number;
  readonly evidence: string;
  /** The name alone says nothing of the table. */
  readonly isCommon: boolean;
}

/** A table whose whole primary key has the same columns is a sibling as often as a part. */
const isTheSameKey = ({ primaryKey }: CatalogTable, pairs: readonly Pair[]) =>
  primaryKey.length === pairs.length && pairs.every(({ column }) => primaryKey.includes(column));

function pairFor(key: CatalogColumn, table: CatalogTable, ref: CatalogTable): Pair | undefined {
  const typed = table.columns.filter(({ type }) => type === key.type);
  const [column] = namesFor(key.name, ref.name).flatMap((wanted) =>
    typed.filter(({ name }) => name.toLowerCase() === wanted),
  );
  if (!column) return undefined;
  const values = valueEvidence(column, key);
  if (!values) return undefined;
  const isSame = column.name.toLowerCase() === key.name.toLowerCase();
  return {
    column: column.name,
    score: SCORES.name + (isSame ? SCORES.sameName : 0) + values.score,
    evidence: [`${column.name} is named like ${ref.name}.${key.name}`, values.text]
      .filter(Boolean)
      .join(', '),
    isCommon: isSame && COMMON_NAMES.has(key.name.toLowerCase()),
  };
}

/** `customer_id` for customers.id and for customers.customer_id, `id` for itself; what says most first. */
function namesFor(key: string, table: string): string[] {
  const own = key.toLowerCase();
  const singular = singularOf(table.toLowerCase());
  return [`${singular}_${own}`, `${singular}${own}`, `${table.toLowerCase()}_${own}`, own];
}

function singularOf(name: string): string {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`;
  if (/(ss|x|ch|sh)es$/.test(name)) return name.slice(0, -2);
  return name.endsWith('s') && !name.endsWith('ss') ? name.slice(0, -1) : name;
}

/** What known values say: nothing where there are none; undefined when they speak against it. */
function valueEvidence(
  column: CatalogColumn,
  key: CatalogColumn,
): { score: number; text: string } | undefined {
  const { values } = column;
  if (values && values.length > 0 && key.values && key.valuesComplete) {
    const keys = new Set(key.values);
    const share = values.filter((value) => keys.has(value)).length / values.length;
    if (share < LEAST_OVERLAP) return undefined;
    return {
      score: SCORES.overlap,
      text: `${Math.round(share * 100)}% of its known values are among the keys`,
    };
  }
  if (!column.range || !key.range) return { score: 0, text: '' };
  const [low, high, keyLow, keyHigh] = [...column.range, ...key.range].map(Number);
  const numbers = [low, high, keyLow, keyHigh].filter((bound) => bound !== undefined && !Number.isNaN(bound));
  if (numbers.length < 4) return { score: 0, text: '' };
  const lies = Number(low) >= Number(keyLow) && Number(high) <= Number(keyHigh);
  return lies ? { score: SCORES.range, text: 'its range lies within that of the keys' } : undefined;
}
