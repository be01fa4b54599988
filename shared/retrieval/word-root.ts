const IRREGULAR: Readonly<Record<string, string>> = {
  people: 'person',
  men: 'man',
  women: 'woman',
  children: 'child',
  feet: 'foot',
  indices: 'index',
  criteria: 'criterion',
  analyses: 'analysis',
  series: 'series',
  species: 'species',
  bought: 'buy',
  sold: 'sell',
  paid: 'pay',
  written: 'write',
  wrote: 'write',
  built: 'build',
  spoken: 'speak',
  spent: 'spend',
  taught: 'teach',
  made: 'make',
  won: 'win',
  held: 'hold',
  flew: 'fly',
  flown: 'fly',
  taken: 'take',
  given: 'give',
  began: 'begin',
  begun: 'begin',
};

const VOWEL = /[aeiouy]/;

/** One form for the ways an English word is bent ("ships", "shipped", "shipping"); it need not be a word itself. */
export function rootOf(word: string): string {
  const irregular = Object.hasOwn(IRREGULAR, word) ? IRREGULAR[word] : undefined;
  return finish(irregular ?? withoutEnding(singular(word)));
}

function singular(word: string): string {
  if (word.length < 3 || /(ss|us|is|^[a-z]as)$/.test(word)) return word;
  if (word.endsWith('ies')) return word.length > 4 ? `${word.slice(0, -3)}y` : word.slice(0, -1);
  if (/(s|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return word.endsWith('s') ? word.slice(0, -1) : word;
}

function withoutEnding(word: string): string {
  const base = /^(.{3,})(?:ing|ed)$/.exec(word)?.[1];
  if (!base || !VOWEL.test(base) || word.endsWith('eed')) return word;
  return /([bdfgmnprt])\1$/.test(base) ? base.slice(0, -1) : base;
}

/** "purchase" and "purchasing", "carry" and "carried" end alike. */
function finish(word: string): string {
  if (word.length < 4) return word;
  return word.replace(/e$/, '').replace(/([^aeiou])i$/, '$1y');
}
