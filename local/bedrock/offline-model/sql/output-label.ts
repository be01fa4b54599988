import { expandAbbreviation } from '../language/abbreviations.ts';
import { splitWords } from '../language/split-words.ts';

const LONGEST_LABEL = 3;
/** A noun phrase ends where something is said about it. */
const END =
  /[,;.:(]|(?<=\S\s)the\b|\b(who|which|that|when|where|while|of|for|in|on|at|from|by|per|to|with|as|is|has|\w{3,}ed)\b/i;

/** A readable name for an output: the identifier, spelt out where it is cryptic, else the comment's first words. */
export function outputLabel({ name, description }: { name: string; description: string }): string {
  if (!splitWords(name).some(isCryptic)) return name;
  const spelt = splitWords(name).flatMap(expandAbbreviation);
  if (!spelt.some(isCryptic)) return spelt.join('_');
  const words = splitWords(description.split(END)[0] ?? '');
  return words.length > 0 && words.length <= LONGEST_LABEL ? words.join('_') : name;
}

/** Words without a vowel, or too short to tell anything. */
function isCryptic(word: string): boolean {
  return word.length < 3 ? word !== 'id' : !/[aeiou]/.test(word);
}
