import { contentWords } from '../language/content-words.ts';
import { singular, stem } from '../language/stem.ts';
import { tellingWords } from '../lexicon/build-lexicon.ts';
import { identifierWords } from '../lexicon/identifier-words.ts';
import type { Candidate } from '../lexicon/item.ts';
import { type Column, type Schema, tableOf } from '../schema/schema.ts';
import { Ambiguous, Unreadable } from '../unreadable.ts';
import type { Draft } from './draft.ts';
import { tableNamed } from './peek.ts';
import { sameThing } from './same-thing.ts';
import { shareSpoken } from './spoken-words.ts';

const MOST_MEANINGS = 4;
const NO_WORDS: ReadonlySet<string> = new Set();

/**
 * "Revenue by country", where customers and orders each have one: throws when a text column stands for one word,
 * nothing in the question names its table, and that word ends the name of a column of another table too.
 */
export function refuseTwins(draft: Draft, column: Column, candidates: readonly Candidate[]): void {
  const isNamed = draft.chunks.some((chunk) => tableNamed(chunk)?.key === column.table);
  if (isNamed || shareSpoken(draft, column) > 0) return;
  const twins = twinsOf(draft, column, candidates);
  if (twins.length > 0) throw ambiguous(draft, [column, ...twins]);
}

/** The text columns of other tables whose names end in the one word that stands for this column. */
export function twinsOf(draft: Draft, column: Column, candidates: readonly Candidate[]): Column[] {
  const [head, ...more] = contentWords(draft.chunks[draft.at]?.text ?? '');
  if (!head || more.length > 0 || column.kind !== 'text') return [];
  return candidates.flatMap(({ item }) =>
    item.kind === 'column' && item.column.table !== column.table && isTwin(draft, column, item.column, head)
      ? [item.column]
      : [],
  );
}

/** What is read now could mean each of these columns, or stand in each of them. */
export function ambiguous(draft: Draft, columns: readonly Column[]): Unreadable {
  const chunk = draft.chunks[draft.at];
  const text = chunk?.text ?? '';
  const value = chunk?.kind === 'items' ? '' : ` ${text}`;
  const meanings = [...new Set(spokenNames(draft.schema, columns))].slice(0, MOST_MEANINGS);
  if (meanings.length < 2) return new Unreadable(`"${text}" could mean several columns`);
  return new Ambiguous(
    text,
    meanings.map((meaning) => `${meaning}${value}`),
  );
}

/** "Customer country", "ship country": the words of a column's name, with its table's where they alone do not tell. */
function spokenNames(schema: Schema, columns: readonly Column[]): string[] {
  const names = columns.map(({ name }) => identifierWords(name, NO_WORDS).join(' '));
  return columns.map((column, at) => {
    const name = names[at] ?? '';
    const tells = name.includes(' ') && names.indexOf(name) === names.lastIndexOf(name);
    const owner = tellingWords(tableOf(schema, column.table), NO_WORDS).map(singular);
    return tells ? name : [...owner, name].join(' ');
  });
}

function isTwin(draft: Draft, column: Column, other: Column, head: string): boolean {
  const last = identifierWords(other.name, NO_WORDS).at(-1);
  return (
    other.kind === 'text' && last !== undefined && stem(last) === head && !sameThing(draft, column, other)
  );
}
