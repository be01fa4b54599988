const IRREGULAR: Readonly<Record<string, string>> = {
  people: 'person',
  persons: 'person',
  men: 'man',
  women: 'woman',
  children: 'child',
  feet: 'foot',
  data: 'data',
  indices: 'index',
  series: 'series',
  species: 'species',
  staff: 'staff',
  bought: 'buy',
  sold: 'sell',
  paid: 'pay',
  written: 'write',
  wrote: 'write',
  built: 'build',
  born: 'birth',
  spent: 'spend',
  taught: 'teach',
  made: 'make',
  won: 'win',
  left: 'left',
  held: 'hold',
  flown: 'fly',
  flew: 'fly',
  taken: 'take',
  given: 'give',
  begun: 'begin',
  began: 'begin',
  speed: 'speed',
  media: 'media',
  criteria: 'criterion',
  analyses: 'analysis',
};
const VOWEL = /[aeiouy]/;

/** A light stem: plural, -ed, -ing and a final e are dropped, so that "ships", "shipped", "shipping" agree. */
export function stem(word: string): string {
  const lower = word.toLowerCase();
  return IRREGULAR[lower] ? finish(IRREGULAR[lower]) : finish(withoutEnding(singular(lower)));
}

/** The singular of an English noun, as far as endings tell. */
export function singular(word: string): string {
  const irregular = IRREGULAR[word];
  if (irregular && /(people|persons|men|women|children|feet|indices|criteria|analyses)$/.test(word))
    return irregular;
  if (word.length < 3 || /(ss|us|is|^[a-z]as|series|species)$/.test(word)) return word;
  if (/ies$/.test(word)) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

function withoutEnding(word: string): string {
  const base = /^(.{3,})(?:ing|ed)$/.exec(word)?.[1];
  if (!base || !VOWEL.test(base) || /eed$/.test(word)) return word;
  return /([bdfgmnprt])\1$/.test(base) ? base.slice(0, -1) : base;
}

function finish(word: string): string {
  if (word.length < 4) return word;
  return word.replace(/e$/, '').replace(/([^aeiou])y$/, '$1i');
}
