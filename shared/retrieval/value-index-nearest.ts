import { similarity, trigramsOf } from './trigrams.ts';
import type { NearValue } from './value-index.ts';
import type { ValueTerms } from './value-index-terms.ts';
import { foldedWords } from './value-index-text.ts';

/** pg_trgm.similarity_threshold, as it comes. */
const LEAST_ALIKE = 0.3;
const MOST = 5;

/** The values of one column that are most like a literal. Reads all of that column: for repairs, not for each question. */
export function nearestValues(
  terms: ValueTerms,
  table: string,
  column: string,
  literal: string,
): NearValue[] | undefined {
  const index = terms.columns.findIndex((one) => one.table === table && one.column === column);
  if (index < 0) return undefined;
  const trigrams = (text: string) => trigramsOf(foldedWords(text).map(({ folded }) => folded));
  const own = trigrams(literal);
  const near: NearValue[] = [];
  const [start, end] = terms.valuesOf(index);
  for (let id = start; id < end; id++) {
    const value = terms.literal(id);
    const alike = value === literal ? 1 : similarity(own, trigrams(value));
    if (alike >= LEAST_ALIKE) near.push({ value, similarity: alike });
  }
  return near.sort((a, b) => b.similarity - a.similarity).slice(0, MOST);
}
