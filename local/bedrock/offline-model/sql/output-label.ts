import { splitWords } from '../language/split-words.ts';

const LONGEST_LABEL = 3;
/** A noun phrase ends where something is said about it. */
const END =
  /[,;.:(]|\b(who|which|that|when|where|while|of|for|in|on|at|from|by|per|to|with|as|is|has|\w{3,}ed)\b/i;

/** A readable name for an output: the identifier, or the comment's first words where the identifier is cryptic. */
export function outputLabel({ name, description }: { name: string; description: string }): string {
  if (!splitWords(name).some(isCryptic)) return name;
  const words = splitWords(description.split(END)[0] ?? '');
  return words.length > 0 && words.length <= LONGEST_LABEL ? words.join('_') : name;
}

/** Words without a vowel, or too short to tell anything. */
function isCryptic(word: string): boolean {
  return word.length < 3 ? word !== 'id' : !/[aeiouy]/.test(word);
}
