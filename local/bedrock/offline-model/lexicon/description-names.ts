import { splitWords } from '../language/split-words.ts';
import { stem } from '../language/stem.ts';
import { isStopWord } from '../language/stop-words.ts';
import type { Name } from './item.ts';

const FULL_WEIGHT = 0.95;
const HEAD_WEIGHT = 0.97;
/** A noun phrase ends where a relative clause ("date the order was placed"), a preposition or a participle begins. */
const HEAD_END =
  /(?<=\S\s)the\b|\b(who|whom|which|that|when|where|of|for|in|on|at|from|by|per|to|with|as|used|placed|\w{3,}ed)\b/i;
/** "What belongs to the category": said of the column, but no name for it. */
const CLAUSE = /^(what|who|how|whether|which)\b/i;
const NOISE = new Set(
  ['master', 'table', 'record', 'data', 'information', 'list', 'entry', 'one', 'row'].map(stem),
);

/** The names a comment gives: its first phrase, and the noun phrase that begins it. */
export function descriptionNames(description: string): Name[] {
  if (CLAUSE.test(description)) return [];
  const phrase = description.split(/[,;.(:]|\s[-–—]\s/)[0] ?? '';
  const head = phrase.split(HEAD_END)[0] ?? '';
  const isClause = head !== phrase && stems(head).length > 0;
  return [
    { words: stems(phrase), weight: FULL_WEIGHT, ...(isClause && { isClause }) },
    { words: stems(head), weight: HEAD_WEIGHT },
  ].filter(({ words }) => words.length > 0);
}

function stems(text: string): string[] {
  const words = splitWords(text)
    .filter((word) => !isStopWord(word) && !/^\d+$/.test(word))
    .map(stem);
  const telling = words.filter((word) => !NOISE.has(word));
  return telling.length > 0 ? telling : words;
}
