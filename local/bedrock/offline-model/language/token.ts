import { stem } from './stem.ts';

export interface Token {
  readonly kind: 'word' | 'number' | 'quoted' | 'mark';
  /** As written, without the quotes. */
  readonly text: string;
  readonly lower: string;
  readonly stem: string;
}

const QUOTED =
  /"([^"]+)"|“([^”]+)”|‘([^’]+)’|(?<![\p{L}\p{N}])['`]{1,2}([^'"`]+(?:'(?=\p{L})[^'"`]*)*)['`]{1,2}(?![\p{L}\p{N}])/u;
const DATE = /\d{4}-\d{2}-\d{2}/;
const NUMBER = /(?<![\p{L}\d])[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\p{L}\d])/u;
/** "Dr." before a name; "O-" and "A+", as blood types and grades are written. */
const TITLE = /(?:Dr|Mr|Mrs|Ms|Prof|St|Mt)\.(?=\s\p{Lu})/u;
const SIGNED = /(?<![\p{L}\p{N}])\p{Lu}{1,2}[-+](?![\p{L}\p{N}])/u;
const WORD = /\p{L}[\p{L}\p{N}_]*(?:[-'’.](?=\p{L})[\p{L}\p{N}_]+)*/u;
const MARK = /[,;.?!:()%$€]/u;
const ANY = new RegExp(
  [QUOTED, DATE, NUMBER, TITLE, SIGNED, WORD, MARK].map((one) => one.source).join('|'),
  'gu',
);

/** Splits a question into words, numbers, quoted strings and marks; a possessive 's becomes a word of its own. */
export function tokenize(question: string): Token[] {
  return [...question.matchAll(ANY)].flatMap((match) => {
    const text = match[0];
    const quoted = match.slice(1).find((group) => group !== undefined);
    if (quoted !== undefined) return [token('quoted', quoted.trim())];
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return [token('word', text)];
    if (/^[-−]?\d/.test(text)) return [token('number', text.replaceAll(',', '').replace('−', '-'))];
    return /^\p{L}/u.test(text) ? words(text) : [token('mark', text)];
  });
}

function words(text: string): Token[] {
  const [, owner] = /^(.+?)['’]s$/u.exec(text) ?? [];
  if (owner) return [token('word', owner), token('word', "'s")];
  const negated = /^(.+)n['’]t$/u.exec(text)?.[1];
  if (negated) return [token('word', negated), token('word', 'not')];
  if (text.includes('-') && !/[A-Z]/.test(text)) return text.split('-').map((part) => token('word', part));
  return [token('word', text.replace(/\.$/, ''))];
}

function token(kind: Token['kind'], text: string): Token {
  return { kind, text, lower: text.toLowerCase(), stem: stem(text) };
}
