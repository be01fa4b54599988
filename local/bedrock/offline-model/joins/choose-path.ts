import { stem } from '../language/stem.ts';
import { areSynonyms } from '../language/synonyms.ts';
import { descriptionNames } from '../lexicon/description-names.ts';
import { identifierWords, vocabularyOf } from '../lexicon/identifier-words.ts';
import { type Schema, tableOf } from '../schema/schema.ts';
import type { Step } from './join-path.ts';
import type { PathChooser } from './join-tree.ts';

/** Prefers the way whose key columns are spoken of in the question ("departing from" → source airport). */
export function choosePathBy(schema: Schema, words: readonly string[], via: readonly string[]): PathChooser {
  const vocabulary = vocabularyOf([...words, ...schema.tables.map(({ name }) => name)]);
  const choose = (paths: readonly (readonly Step[])[]) => {
    const scored = paths
      .map((path) => ({
        path,
        score: path.reduce((sum, step) => sum + spoken(schema, step, words, vocabulary), 0),
      }))
      .sort((left, right) => right.score - left.score);
    const [best, second] = scored;
    if (best && second && best.score === second.score) return undefined;
    return best?.path;
  };
  return Object.assign(choose, { via });
}

function spoken(
  schema: Schema,
  { key }: Step,
  words: readonly string[],
  vocabulary: ReadonlySet<string>,
): number {
  const columns = tableOf(schema, key.table).columns.filter(({ name }) => key.columns.includes(name));
  const names = columns.flatMap((column) => [
    ...identifierWords(column.name, vocabulary).map(stem),
    ...descriptionNames(column.description).flatMap((name) => name.words),
  ]);
  const tables = [key.table, key.refTable].flatMap((table) =>
    identifierWords(tableOf(schema, table).name, vocabulary).map(stem),
  );
  const telling = words.filter((word) => !tables.includes(word));
  return telling.filter((word) => names.some((name) => name === word || areSynonyms(name, word))).length;
}
