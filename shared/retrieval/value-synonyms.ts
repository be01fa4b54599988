import { foldedWords } from './value-index-text.ts';

/** Names of one thing that data may hold under any of them, with what is said of who or what is of it. */
const GROUPS: readonly string[] = [
  'usa, us, u s a, u s, united states, united states of america, america, american',
  'uk, u k, gb, united kingdom, great britain, britain, british',
  'germany, german, deutschland',
  'france, french',
  'spain, spanish, españa',
  'italy, italian, italia',
  'netherlands, dutch, holland',
  'switzerland, swiss',
  'sweden, swedish',
  'norway, norwegian',
  'denmark, danish',
  'finland, finnish',
  'poland, polish',
  'portugal, portuguese',
  'ireland, irish',
  'austria, austrian',
  'belgium, belgian',
  'greece, greek',
  'turkey, turkish, türkiye',
  'russia, russian, russian federation',
  'china, chinese',
  'japan, japanese',
  'south korea, korea, republic of korea, korean',
  'india, indian',
  'canada, canadian',
  'mexico, mexican',
  'brazil, brazilian, brasil',
  'argentina, argentinian, argentine',
  'australia, australian',
  'venezuela, venezuelan',
  'czechia, czech republic, czech',
  'europe, european',
  'asia, asian',
  'africa, african',
  'new york, new york city, nyc',
  'los angeles, la',
  'female, f, woman, women',
  'male, m, man, men',
  'yes, y, true',
  'no, n, false',
  'drink, beverage',
];

/** A phrase by its stems, and the group it is of. */
interface Phrase {
  readonly stems: readonly string[];
  readonly group: readonly (readonly string[])[];
}

const BY_FIRST_WORD = byFirstWord();

/** The phrases with synonyms that begin with this stem. */
export function synonymPhrases(first: string): readonly Phrase[] {
  return BY_FIRST_WORD.get(first) ?? [];
}

function byFirstWord(): Map<string, Phrase[]> {
  const phrases = new Map<string, Phrase[]>();
  for (const line of GROUPS) {
    const group = line.split(', ').map((phrase) => foldedWords(phrase).map(({ stem }) => stem));
    for (const stems of group) {
      const [first = ''] = stems;
      phrases.set(first, [...(phrases.get(first) ?? []), { stems, group }]);
    }
  }
  return phrases;
}
