import type { CatalogTable, Naming } from '../../contracts/catalog.ts';
import { isWord } from './is-word.ts';
import { nameWords } from './name-words.ts';

/**
 * Of everyday schemas nearly all words can be read, of abbreviated ones about a fifth (what is left of `id`, `no`
 * and short words by chance); the line lies between.
 */
const LEAST_READABLE = 0.6;
/** With half of everything explained, what a question needs is more often explained than not. */
const LEAST_DESCRIBED = 0.5;

/** Whether names speak for themselves, and whether something else does where they don't. */
export function judgeNaming(tables: readonly CatalogTable[]): Naming {
  const named = tables.flatMap((table) => [table, ...table.columns]);
  const words = named.flatMap(({ name }) => nameWords(name));
  const style = shareOf(words, isWord) >= LEAST_READABLE ? 'descriptive' : 'cryptic';
  const described = shareOf(named, ({ description, synonyms }) => Boolean(description || synonyms?.length));
  const glossaryMissing = style === 'cryptic' && described < LEAST_DESCRIBED;
  return { style, described: Math.round(described * 100) / 100, glossaryMissing };
}

function shareOf<T>(all: readonly T[], is: (one: T) => boolean): number {
  return all.length === 0 ? 1 : all.filter(is).length / all.length;
}
