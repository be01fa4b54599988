import { stem } from '../words.ts';
import { type Token, tokensOf } from './question-tokens.ts';

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const POLITE = words('please can could would you');
const SHOWING = words('show list give display find get fetch tell');
const TO_WHOM = words('me us');
const ASKING = words('what which');
const ASKING_WHETHER = words('is are was were do does did has have had will');

/** Words without a meaning of their own anywhere. No preposition, comparison, quantity or negation is among them. */
const FILLING = words('a an the is are was were be been being do does did have has had there we our that');

/** Ways to ask for a number of things, the longest first. */
const COUNTS: readonly (readonly string[])[] = [
  ['the', 'total', 'number', 'of'],
  ['total', 'number', 'of'],
  ['the', 'number', 'of'],
  ['the', 'count', 'of'],
  ['number', 'of'],
  ['count', 'of'],
  ['how', 'many'],
];
const COUNT: Token = { word: '#count', text: 'how many' };
const WHETHER: Token = { word: '#whether', text: 'is' };

/** Where one and several differ in what is asked: "the best customer", "the best customers". */
const SUPERLATIVE = /^(?:most|least|top|bottom|best|worst|first|last|only|[a-z]{3,}est)$/;

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
const BEFORE_A_TIME = words('in during for');

/**
 * A question reduced to what it asks: fillings dropped, one wording for counts, singular for plural unless a
 * superlative makes them differ. Everything else stays, in order: questions that differ in any other word are
 * different questions.
 */
export function plainQuestion(question: string): Token[] {
  const tokens = opened(joinCounts(tokensOf(question)));
  const kept = tokens.filter((token, index) => !isFilling(token) && !isBeforeTime(token, tokens[index + 1]));
  return kept.some(({ word }) => SUPERLATIVE.test(word)) ? kept : kept.map(inSingular);
}

/** The words that are compared, as the text that is embedded. */
export const plainText = (tokens: readonly Token[]) =>
  tokens.map((token) => (token === COUNT ? token.text : token.word)).join(' ');

/** A value of the database, cut as a question is. */
export function plainValue(value: string): string[] {
  return tokensOf(value)
    .filter((token) => !isFilling(token))
    .map((token) => inSingular(token).word);
}

/** The words of a stretch of a question as `plainValue` has them. */
export const asValue = (tokens: readonly Token[]): string[] => tokens.map((token) => inSingular(token).word);

export const isYear = ({ text, number = 0 }: Token) => /^\d{4}$/.test(text) && number >= 1000;

/** 1 to 12; undefined when it is no month's name. */
export const monthOf = ({ word }: Token): number | undefined => MONTHS.indexOf(word) + 1 || undefined;

const inSingular = (token: Token): Token =>
  token.number === undefined && !token.word.startsWith('#') ? { ...token, word: stem(token.word) } : token;

/** US, IT, IN and OR are names where they are written so. */
const isShouted = ({ text }: Token) => text.length > 1 && text === text.toUpperCase();

const isFilling = (token: Token) => FILLING.has(token.word) && !isShouted(token);

function isBeforeTime(token: Token, next: Token | undefined): boolean {
  return BEFORE_A_TIME.has(token.word) && !isShouted(token) && next !== undefined && isTime(next);
}

const isTime = (token: Token) => isYear(token) || monthOf(token) !== undefined;

/** Without how people begin and end a question: "Please show me all …", "What are the …", "…, please". */
function opened(tokens: readonly Token[]): Token[] {
  const rest = [...tokens];
  const isNext = (among: ReadonlySet<string>) => {
    const [token] = rest;
    return token !== undefined && among.has(token.word) && !isShouted(token);
  };
  const skip = (among: ReadonlySet<string>) => isNext(among) && rest.shift() !== undefined;
  while (skip(POLITE)) {}
  if (skip(SHOWING)) skip(TO_WHOM);
  else if (!skip(ASKING) && isNext(ASKING_WHETHER)) rest.unshift(WHETHER);
  while (isNext(FILLING) && rest[0] !== WHETHER) rest.shift();
  skip(words('all'));
  if (rest.at(-1)?.word === 'please') rest.pop();
  if (rest.at(-1)?.word === ',') rest.pop();
  return rest;
}

function joinCounts(tokens: readonly Token[]): Token[] {
  const joined: Token[] = [];
  for (let at = 0; at < tokens.length; ) {
    const count = COUNTS.find((phrase) => phrase.every((word, index) => tokens[at + index]?.word === word));
    const token = tokens[at];
    if (count) joined.push(COUNT);
    else if (token) joined.push(token);
    at += count?.length ?? 1;
  }
  return joined;
}
