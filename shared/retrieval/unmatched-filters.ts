import { type Catalog, tableId } from '../contracts/catalog.ts';
import type { TextFilter } from '../contracts/question-machine.ts';
import { similarity, trigramsOf } from './trigrams.ts';
import type { ValueIndex } from './value-index.ts';
import { foldedWords } from './value-index-text.ts';

/** A filter none of whose texts is a stored value, and the stored values most like them (perhaps none). */
export interface UnmatchedFilter {
  readonly filter: TextFilter;
  readonly nearest: readonly string[];
}

const MOST_NEAR = 5;
const LEAST_ALIKE = 0.3;

/**
 * The filters that no row can meet, as far as is known: by the login's value index, or by a catalogue's complete
 * list of a column's values. Of a column nothing is known of, a filter counts as met.
 */
export function unmatchedFilters(
  filters: readonly TextFilter[],
  catalog: Catalog,
  index: ValueIndex | undefined,
): UnmatchedFilter[] {
  return filters.flatMap((filter) => {
    const near = filter.literals.map(
      (literal) => index?.nearest(filter.table, filter.column, literal) ?? listed(catalog, filter, literal),
    );
    if (near.some((values) => values === undefined)) return [];
    const known = near.flatMap((values) => values ?? []).sort((a, b) => b.similarity - a.similarity);
    const values = [...new Set(known.map(({ value }) => value))];
    const isMet = filter.literals.some((literal) => values.some((value) => meets(value, literal, filter)));
    return isMet ? [] : [{ filter, nearest: values.slice(0, MOST_NEAR) }];
  });
}

/** As the value index has it, from the few values that a catalogue lists in full. */
function listed({ tables }: Catalog, { table, column }: TextFilter, literal: string) {
  const found = tables
    .find((candidate) => tableId(candidate) === table)
    ?.columns.find(({ name }) => name === column);
  if (!found?.valuesComplete || !found.values) return undefined;
  const trigrams = (text: string) => trigramsOf(foldedWords(text).map(({ folded }) => folded));
  const own = trigrams(literal);
  return found.values
    .map((value) => ({ value, similarity: value === literal ? 1 : similarity(own, trigrams(value)) }))
    .filter(({ value, similarity: alike }) => alike >= LEAST_ALIKE || contains(value, literal));
}

const contains = (value: string, part: string) => value.toLowerCase().includes(part.toLowerCase());

function meets(stored: string, literal: string, { match, fold }: TextFilter): boolean {
  const value = fold === 'lower' ? stored.toLowerCase() : fold === 'upper' ? stored.toUpperCase() : stored;
  if (match === 'whole') return value === literal;
  return match === 'part' ? value.includes(literal) : contains(value, literal);
}
