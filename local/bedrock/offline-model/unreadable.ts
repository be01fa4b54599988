/** The question, or a part of it, has no reading over this schema; the message says why, for the asker. */
export class Unreadable extends Error {
  override readonly name: string = 'Unreadable';
}

/** A word has several readings, none better than the others: whoever asked can say which is meant. */
export class Ambiguous extends Unreadable {
  override readonly name = 'Ambiguous';
  readonly word: string;
  /** Each takes the place of the word in the question, and then says what is meant. */
  readonly meanings: readonly string[];

  constructor(word: string, meanings: readonly string[]) {
    super(`"${word}" could mean ${meanings.join(' or ')}`);
    this.word = word;
    this.meanings = meanings;
  }
}
