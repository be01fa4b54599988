import { randomQuery } from './random-query.ts';
import type { Random } from './seeded-random.ts';

/** Statements as the words they are made of. */
export type Words = readonly string[];

const WORD =
  /--[^\n]*|\/\*[\s\S]*?\*\/|E?'(?:[^'\\]|''|\\.)*'|\$\w*\$[\s\S]*?\$\w*\$|U?&?"(?:[^"]|"")*"|\w+(?:\.\d+)?|::|[<>=!~|&@#?*+/^%-]+|\S/g;

export const wordsOf = (sql: string): Words => sql.match(WORD) ?? [];

const COMMENTS = ['/**/', '/* x */', '/* a /* b */ c */', '-- y\n', '\n', '\t'];
const DANGEROUS = [
  'pg_sleep(1)',
  "pg_read_file('x')",
  "set_config('a.b','c',false)",
  'analytics.touch()',
  'c.leak',
  '(c).leak',
  '(SELECT api_key FROM secrets)',
  '(SELECT x.leak FROM (SELECT * FROM customers) x)',
  'generate_series(1, 1000000000)',
  "repeat('x', 1000000000)",
  "nextval('invoice_seq')",
  'FOR UPDATE',
  'INTO x',
  '; DELETE FROM insert_log',
  "query_to_xml('select 1',true,true,'')",
  "'secrets'::regclass",
];

type Mutation = (words: Words, random: Random, corpus: readonly Words[]) => Words;

const at = (words: Words, random: Random) => random.below(words.length + 1);
const insert = (words: Words, index: number, more: Words): Words => [
  ...words.slice(0, index),
  ...more,
  ...words.slice(index),
];

function span(words: Words, random: Random): [number, number] {
  const from = at(words, random);
  return [from, Math.min(words.length, from + 1 + random.below(8))];
}

/** A piece that brackets enclose, or any other. */
function fragment(words: Words, random: Random): Words {
  const opens = words.flatMap((word, index) => (word === '(' ? [index] : []));
  if (opens.length === 0 || random.below(2) === 0) return words.slice(...span(words, random));
  const from = random.pick(opens);
  let depth = 0;
  const length = words.slice(from).findIndex((word) => {
    depth += word === '(' ? 1 : word === ')' ? -1 : 0;
    return depth === 0;
  });
  return words.slice(from, from + length + 1);
}

const escaped = (word: string) =>
  `U&"${[...word].map((letter) => (letter === '_' ? '\\005f' : letter)).join('')}"`;

const MUTATIONS: readonly Mutation[] = [
  (words, random, corpus) => {
    const [from, to] = span(words, random);
    return [...words.slice(0, from), ...fragment(random.pick(corpus), random), ...words.slice(to)];
  },
  (words, random, corpus) => insert(words, at(words, random), fragment(random.pick(corpus), random)),
  (words, random) => insert(words, at(words, random), [random.pick(DANGEROUS)]),
  (words, random) => {
    const [from, to] = span(words, random);
    return [...words.slice(0, from), random.pick(DANGEROUS), ...words.slice(to)];
  },
  (words, random) => {
    const [from, to] = span(words, random);
    return [...words.slice(0, from), ...words.slice(to)];
  },
  (words, random) => insert(words, at(words, random), [random.pick(COMMENTS)]),
  (words, random) =>
    words.map((word) => (/^\w+$/.test(word) && random.below(3) === 0 ? word.toUpperCase() : word)),
  (words, random) =>
    words.map((word) => (/^[a-z]\w+$/.test(word) && random.below(8) === 0 ? `"${word}"` : word)),
  (words, random) =>
    words.map((word) => (/^[a-z]\w+$/.test(word) && random.below(8) === 0 ? escaped(word) : word)),
  (words, random) => [
    'SELECT',
    random.pick(['*', 'x', 'x.*', '1', 'to_jsonb(x)']),
    'FROM',
    '(',
    ...words,
    ')',
    'x',
  ],
  (words) => ['WITH', 'w', 'AS', '(', ...words, ')', 'SELECT', '*', 'FROM', 'w'],
  (words) => ['SELECT', '(', ...words, ')'],
  (words, random, corpus) => [
    ...words,
    random.pick(['UNION ALL', 'EXCEPT', ';', ',']),
    ...random.pick(corpus),
  ],
  (words, random) => {
    const [from, to] = span(words, random);
    return insert(words, to, words.slice(from, to));
  },
  (_, random) => wordsOf(randomQuery(random)),
];

const MOST_MUTATIONS = 3;

/** A statement made of those of the corpus, by up to three changes. */
export function mutant(corpus: readonly Words[], random: Random): string {
  let words = random.pick(corpus);
  for (let rest = 1 + random.below(MOST_MUTATIONS); rest > 0; rest--) {
    words = random.pick(MUTATIONS)(words, random, corpus);
  }
  return words.join(random.below(10) === 0 ? '\n' : ' ');
}
