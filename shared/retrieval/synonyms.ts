import { stem } from './words.ts';

/** Words that business questions use for one another. General vocabulary only: nothing of any one schema. */
const GROUPS: readonly string[] = [
  'customer client buyer consumer account',
  'employee staff worker personnel salesperson seller representative',
  'product item article good merchandise sku',
  'supplier vendor manufacturer producer',
  'shipper carrier courier',
  'order purchase',
  'country nation',
  'city town',
  'region state territory area',
  'salary wage pay compensation',
  'price cost',
  'quantity amount unit volume',
  'category type kind class genre',
  'date day time year month',
  'person people individual',
  'phone telephone',
  'company business firm organisation organization',
  'department division',
  'student pupil',
  'teacher instructor professor lecturer',
  'film movie',
  'song track',
  'airport airline flight',
  'doctor physician',
  'nation nationality citizenship',
];

/** What a measure is made of, where no column bears its name. */
const MADE_OF: Readonly<Record<string, string>> = {
  revenue: 'price quantity discount amount total detail line sale',
  turnover: 'price quantity discount amount total detail line sale',
  sale: 'price quantity discount amount total revenue detail line',
  income: 'price quantity amount total revenue',
  spend: 'price quantity amount total payment',
  spent: 'price quantity amount total payment',
  earn: 'price quantity amount total revenue salary',
  sold: 'quantity price detail line sale',
  sell: 'quantity price detail line sale',
  bought: 'quantity price detail line order purchase',
  profit: 'price cost amount revenue',
  age: 'birth date',
  old: 'birth date age',
  young: 'birth date age',
  late: 'required shipped due date',
  stock: 'inventory quantity unit',
};

const SYNONYMS = buildSynonyms();

/** Words that may stand for this one in a schema, the word itself not among them. */
export function synonymsOf(word: string): ReadonlySet<string> {
  return SYNONYMS.get(word) ?? new Set();
}

function buildSynonyms(): Map<string, Set<string>> {
  const synonyms = new Map<string, Set<string>>();
  const link = (from: string, to: readonly string[]) => {
    const known = synonyms.get(from) ?? new Set();
    for (const word of to) if (word !== from) known.add(word);
    synonyms.set(from, known);
  };
  for (const group of GROUPS) {
    const words = group.split(' ').map(stem);
    for (const word of words) link(word, words);
  }
  for (const [word, parts] of Object.entries(MADE_OF)) link(stem(word), parts.split(' ').map(stem));
  return synonyms;
}
