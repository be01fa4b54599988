import { rootOf } from './word-root.ts';

/** They join other words, or ask; nothing is named after them. */
const STOP_WORDS = wordSet(`
  a an the of in on at to for from by with and or is are was were be been being am do does did done has have had
  having how what which who whom whose when where why many much all each every any some there their its it this that
  these those than then as per we our us you your i me my show list give find get tell return please state between
  among also not no can could would should will shall may might must just only so if about over into onto such both
  either they them he she his her him
`);

/** They ask for a kind of answer as often as they name a column, so they count for less. */
const SOFT_WORDS = wordSet(`
  name id number count total average maximum minimum max min avg sum most least highest lowest more less value type
  date year first last other different distinct old new
`);
const SOFT_WEIGHT = 0.4;

/** Quoted words are values: they seldom stand in a schema, and mislead when they do. */
const QUOTED_WEIGHT = 0.5;
/** Straight and typographic quotes; an apostrophe within or after a word is none. */
const QUOTED = /"([^"]+)"|“([^”]+)”|(?<!\w)['‘]([^'’]+)['’](?!\w)/g;

/** Two words in a row with capitals, not at the beginning of a sentence: the name of something. */
const PROPER_NAME = /(?<=[^.?!:\s]\s+)\p{Lu}[\p{Ll}\p{M}'’-]+\s+\p{Lu}[\p{Ll}\p{M}'’-]+/u;
/** What is named is found by a column that holds names, a year by one that holds dates. */
const NAME = 'name';
const DATE = 'date';
const YEAR = /\b(19|20)\d\d\b/;

/** The words of a name or text as an index keeps them, in order: `cust_mst`, `CamelCase` and `order2023` fall apart. */
export function searchWords(text: string): string[] {
  return splitWords(text)
    .filter((word) => word.length > 1 && !STOP_WORDS.has(word))
    .map(rootOf);
}

/** The words of a question and how much each counts, at most 1. Plain numbers are values and don't count. */
export function questionWords(question: string): Map<string, number> {
  const words = new Map<string, number>();
  const quoted: string[] = [];
  const unquoted = question.replace(QUOTED, (_, ...groups) => {
    quoted.push(String(groups.slice(0, 3).find(Boolean)));
    return ' ';
  });
  addWords(words, unquoted, 1);
  for (const text of quoted) addWords(words, text, QUOTED_WEIGHT);
  const names = quoted.length > 0 || PROPER_NAME.test(unquoted);
  if (names) words.set(rootOf(NAME), 1);
  if (YEAR.test(unquoted)) words.set(rootOf(DATE), 1);
  return words;
}

function addWords(words: Map<string, number>, text: string, most: number): void {
  for (const word of splitWords(text)) {
    if (word.length < 2 || STOP_WORDS.has(word) || /^\p{N}+$/u.test(word)) continue;
    const root = rootOf(word);
    const weight = most * (SOFT_WORDS.has(word) || SOFT_WORDS.has(root) ? SOFT_WEIGHT : 1);
    words.set(root, Math.max(words.get(root) ?? 0, weight));
  }
}

function splitWords(text: string): string[] {
  return text
    .replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(\p{L}{2})(\p{N})/gu, '$1 $2')
    .replace(/(\p{N})(\p{L}{2})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u);
}

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}
