import { splitWords } from '../language/split-words.ts';
import { stem } from '../language/stem.ts';
import { isStopWord } from '../language/stop-words.ts';
import type { Name } from './item.ts';

const FULL_WEIGHT = 0.95;
const HEAD_WEIGHT = 0.97;
/** A noun phrase ends where a relative clause, a preposition or a participle begins. */
const HEAD_END =
  /\b(who|whom|which|that|when|where|of|for|in|on|at|from|by|per|to|with|as|used|placed|\w{3,}ed)\b/i;
const NOISE = new Set(
  ['master', 'table', 'record', 'data', 'information', 'list', 'entry', 'one', 'row'].map(stem),
);

/** The names a comment gives: its first phrase, and the noun phrase that begins it. */
export function descriptionNames(description: string): Name[] {
  const phrase = description.split(/[,;.(:]|\s[-–—]\s/)[0] ?? '';
  const head = phrase.split(HEAD_END)[0] ?? '';
  return [
    { words: stems(phrase), weight: FULL_WEIGHT },
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
