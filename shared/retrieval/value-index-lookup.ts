import { type Catalog, tableId } from '../contracts/catalog.ts';
import type { ValueHit } from './value-index.ts';
import { type Match, matchesOf } from './value-index-matches.ts';
import { meantMatches } from './value-index-meant.ts';
import { createSpellFinder } from './value-index-misspelt.ts';
import { type Slot, slotsOf } from './value-index-slots.ts';
import type { ValueTerms } from './value-index-terms.ts';

const MOST_HITS = 12;
const MOST_PER_SPAN = 6;
/** Of one span, hits that are that much worse than its best one are left out. */
const LEAST_SHARE = 0.7;
/** A whole value so sure hides what is within its words. */
const SURE = 0.6;

/** What a question names of the values of an index. */
export function createLookup(terms: ValueTerms): (question: string, catalog: Catalog) => ValueHit[] {
  const findAlike = createSpellFinder(terms);
  const visible = new WeakMap<Catalog, ReadonlySet<number>>();
  return (question, catalog) => {
    const shown = visible.get(catalog) ?? shownColumns(catalog, terms);
    visible.set(catalog, shown);
    const slots = slotsOf(question, catalog, terms, findAlike);
    const matches = [...matchesOf(slots, question, terms), ...meantMatches(slots, question, catalog, terms)];
    const found = matches.filter(({ value, score }) => score > 0 && shown.has(terms.columnOf(value)));
    return choose(found).map((match) => hitOf(match, slots, question, terms));
  };
}

/** The columns of the index that a catalogue shows whole: a sensitive one tells nothing of its values. */
function shownColumns(catalog: Catalog, terms: ValueTerms): ReadonlySet<number> {
  const names = new Set(
    catalog.tables.flatMap((table) =>
      table.columns.flatMap(({ name, sensitive }) => (sensitive ? [] : `${tableId(table)}.${name}`)),
    ),
  );
  return new Set(
    terms.columns.flatMap(({ table, column }, index) => (names.has(`${table}.${column}`) ? index : [])),
  );
}

/** Best first, each value once, a few for each span, nothing within the words of a surer one. */
function choose(matches: readonly Match[]): Match[] {
  const sorted = [...matches].sort(
    (a, b) => b.score - a.score || b.to - b.from - (a.to - a.from) || a.value - b.value,
  );
  const sure = sorted.filter(({ isWhole, score }) => isWhole && score >= SURE);
  const spans = new Map<string, { best: number; count: number }>();
  const values = new Set<number>();
  const chosen: Match[] = [];
  for (const match of sorted) {
    if (chosen.length === MOST_HITS) break;
    if (values.has(match.value) || sure.some((other) => contains(other, match))) continue;
    const span = spans.get(`${match.from} ${match.to}`) ?? { best: match.score, count: 0 };
    if (span.count === MOST_PER_SPAN || match.score < span.best * LEAST_SHARE) continue;
    spans.set(`${match.from} ${match.to}`, { ...span, count: span.count + 1 });
    values.add(match.value);
    chosen.push(match);
  }
  return chosen;
}

const contains = (outer: Match, inner: Match) =>
  outer.from <= inner.from && outer.to >= inner.to && outer.to - outer.from > inner.to - inner.from;

function hitOf(
  { value, from, to, score }: Match,
  slots: readonly Slot[],
  question: string,
  terms: ValueTerms,
): ValueHit {
  const { table = '', column = '' } = terms.columns[terms.columnOf(value)] ?? {};
  const matched = question.slice(slots[from]?.start, slots[to - 1]?.end);
  return { table, column, value: terms.literal(value), matched, score: Math.round(score * 1000) / 1000 };
}
