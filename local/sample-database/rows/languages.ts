import type { Random } from './random.ts';
import { readRecords } from './read-records.ts';

type Kind = 'first' | 'last' | 'company' | 'street';

const WORDS = new Map(
  readRecords('languages.csv', 'language', 'kind', 'values').map(({ language, kind, values }) => [
    `${language} ${kind}`,
    values.split(','),
  ]),
);
/** A prime that divides no number of combinations, so that its multiples reach all of them. */
const STRIDE = 37;

/** The company that comes `index`-th in its language; no two of one language share a name. */
export function companyName(language: string, index: number): string {
  const names = words(language, 'last');
  const patterns = words(language, 'company');
  const combinations = names.length * patterns.length;
  const round = Math.floor(index / combinations);
  const step = ((index % combinations) * STRIDE + 11) % combinations;
  const pattern = patterns[step % patterns.length] ?? '*';
  const name = pattern.replace('*', names[Math.floor(step / patterns.length)] ?? '');
  return round === 0 ? name : `${name} ${round + 1}`;
}

export function personName(language: string, random: Random): string {
  return `${random.pick(words(language, 'first'))} ${random.pick(words(language, 'last'))}`;
}

export function streetAddress(language: string, random: Random): string {
  return random.pick(words(language, 'street')).replace('#', String(random.integer(1, 190)));
}

function words(language: string, kind: Kind): string[] {
  const found = WORDS.get(`${language} ${kind}`);
  if (!found) throw new Error(`No ${kind} names in ${language}`);
  return found;
}
