import { expandAbbreviation } from '../language/abbreviations.ts';
import { splitWords } from '../language/split-words.ts';
import { singular } from '../language/stem.ts';

/** Yes-or-no columns begin so: "isofficial". */
const BEGINNINGS = ['is', 'has'];
const ENDINGS = ['id', 'name', 'code', 'no', 'date', 'number', 'type', 'year', 'key'];

/** The words of an identifier: split, unglued with the help of the vocabulary, short forms spelt out. */
export function identifierWords(identifier: string, vocabulary: ReadonlySet<string>): string[] {
  return splitWords(identifier)
    .flatMap((word) => unglue(word, vocabulary))
    .flatMap(expandAbbreviation);
}

/** Cuts a word such as "airportcode" where its pieces are known words; leaves it whole otherwise. */
function unglue(word: string, vocabulary: ReadonlySet<string>): string[] {
  if (word.length < 5 || expandAbbreviation(word)[0] !== word) return [word];
  const known = (piece: string) =>
    vocabulary.has(piece) || vocabulary.has(singular(piece)) || expandAbbreviation(piece)[0] !== piece;
  const rest = BEGINNINGS.flatMap((head) => (word.startsWith(head) ? [word.slice(head.length)] : []))[0];
  if (rest && rest.length >= 4 && known(rest)) return [rest];
  const [, whole = '', part = ''] = /^(.{3,})of(.{3,})$/.exec(word) ?? [];
  if (known(whole) && known(part)) return [whole, 'of', part];
  for (let at = word.length - 2; at >= 2; at -= 1) {
    const head = word.slice(0, at);
    const tail = word.slice(at);
    const ending = ENDINGS.includes(tail) && (known(head) || (head.length >= 3 && tail.length <= 4));
    // A long known word at the end leaves little doubt about what stands before it.
    if (
      ending ||
      (head.length >= 3 && tail.length >= 5 && vocabulary.has(tail)) ||
      (head.length >= 6 && tail.length >= 4 && (known(head) || known(tail))) ||
      (head.length >= 3 && tail.length >= 3 && known(head) && known(tail))
    )
      return [head, tail];
  }
  return [word];
}

/** Words by which glued names are cut: all words of the schema's identifiers and comments, and of the question. */
export function vocabularyOf(texts: readonly string[]): Set<string> {
  const words = texts.flatMap(splitWords).filter((word) => word.length >= 3);
  return new Set(words.flatMap((word) => [word, singular(word)]));
}
