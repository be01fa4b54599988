import { contentWords } from '../language/content-words.ts';
import { stem } from '../language/stem.ts';
import { identifierWords } from '../lexicon/identifier-words.ts';
import type { Column } from '../schema/schema.ts';
import type { Draft } from './draft.ts';
import { tableNamed } from './peek.ts';

/** How much of the column's name is spoken beside the words read now: "countries we ship to" means a ship country. */
export function shareSpoken(draft: Draft, { name }: Column): number {
  const words = identifierWords(name, new Set()).map(stem);
  if (words.length < 2) return 0;
  const here = new Set(contentWords(draft.chunks[draft.at]?.text ?? ''));
  const elsewhere = wordsOf(draft);
  return words.filter((word) => !here.has(word) && elsewhere.has(word)).length / words.length;
}

/** The words of a question that name no table. */
function wordsOf({ chunks }: Draft): ReadonlySet<string> {
  const words =
    known.get(chunks) ??
    new Set(chunks.filter((chunk) => !tableNamed(chunk)).flatMap(({ text }) => contentWords(text)));
  known.set(chunks, words);
  return words;
}

const known = new WeakMap<Draft['chunks'], ReadonlySet<string>>();
