import { numberScale, numberWord } from '../language/number-words.ts';
import type { Token } from '../language/token.ts';
import type { Entry } from '../lexicon/item.ts';
import type { Chunk } from './chunk.ts';
import { linkItems } from './link-items.ts';
import { type LinkedOperator, linkOperator } from './link-operator.ts';
import { linkPeriod } from './link-period.ts';
import { linkValue } from './link-value.ts';
import { spellOutNegations } from './negated-words.ts';
import { isPercent, markPercent } from './percent.ts';
import { isUnit, plainWord } from './plain-words.ts';
import type { ValueIndex } from './value-index.ts';

export interface Vocabulary {
  readonly lexicon: readonly Entry[];
  readonly values: ValueIndex;
  /** ISO date, or '' when the prompt gives none. */
  readonly today: string;
}

const EXACT = 0.95;

/** Cuts the question into chunks, each linked to the schema, to a value, or to an operation. */
export function linkQuestion(asked: readonly Token[], vocabulary: Vocabulary): Chunk[] {
  const tokens = spellOutNegations(asked, vocabulary);
  const chunks: Chunk[] = [];
  for (let at = 0; at < tokens.length; ) {
    const { length, chunk } = linkAt(tokens, at, vocabulary);
    const last = chunks.at(-1);
    const scale = last?.kind === 'number' ? numberScale(chunk.text.toLowerCase()) : undefined;
    if (last?.kind === 'number' && scale !== undefined) {
      chunks[chunks.length - 1] = { ...last, text: `${last.text} ${chunk.text}`, value: last.value * scale };
    } else if (last?.kind === 'number' && isPercent(chunk)) {
      markPercent(chunks);
    } else if (chunk.kind === 'unknown' && isUnit(chunk.text.toLowerCase()) && follows(last)) {
      chunks.push({ kind: 'operator', text: chunk.text, operator: { op: 'filler' } });
    } else if (chunk.kind === 'proper' && last?.kind === 'proper') {
      chunks[chunks.length - 1] = { kind: 'proper', text: `${last.text} ${chunk.text}` };
    } else chunks.push(chunk);
    at += length;
  }
  return chunks;
}

function linkAt(
  tokens: readonly Token[],
  at: number,
  vocabulary: Vocabulary,
): { length: number; chunk: Chunk } {
  const token = tokens[at];
  if (!token) throw new Error(`No token at ${at}`);
  const text = (length: number) =>
    tokens
      .slice(at, at + length)
      .map((one) => one.text)
      .join(' ');
  const period = linkPeriod(tokens, at, vocabulary.today);
  if (period)
    return {
      length: period.length,
      chunk: { kind: 'period', text: text(period.length), period: period.period },
    };
  const value = linkValue(tokens, at, vocabulary.values);
  const items = isCommand(tokens, at) ? undefined : linkItems(tokens, at, vocabulary.lexicon);
  const operator = unlessNamed(linkOperator(tokens, at), items);
  const isMeant = isInCapitals(token) && !beginsName(token, vocabulary.lexicon);
  if (value && beats(value, items, operator, token, isMeant)) {
    const { length, candidates } = value;
    return {
      length,
      chunk: { kind: 'value', text: text(length), candidates, quoted: token.kind === 'quoted' },
    };
  }
  if (
    items &&
    (items.length > (operator?.length ?? 0) || isOrdinal(token.lower)) &&
    !isVerbOnly(items, token)
  ) {
    return {
      length: items.length,
      chunk: { kind: 'items', text: text(items.length), candidates: items.candidates },
    };
  }
  if (operator)
    return {
      length: operator.length,
      chunk: { kind: 'operator', text: text(operator.length), operator: operator.operator },
    };
  const single = linkSingle(token, tokens[at - 1]);
  if (items?.length !== 1 || single.kind !== 'operator')
    return { length: 1, chunk: isProperName(single, at) ? { kind: 'proper', text: single.text } : single };
  return { length: 1, chunk: { ...single, hints: items.candidates } };
}

/** "Percentage", "late" or "second" that is all of a name means what is called so. */
function unlessNamed(
  operator: LinkedOperator | undefined,
  items: { candidates: readonly { score: number }[] } | undefined,
): LinkedOperator | undefined {
  const yields =
    operator && ['share', 'late', 'nth', 'versus', 'grow', 'inPercent'].includes(operator.operator.op);
  return yields && (items?.candidates[0]?.score ?? 0) >= EXACT ? undefined : operator;
}

/** A literal wins over names that are no longer, unless its word is common: written small and a name as well. */
function beats(
  value: { length: number; exact: boolean },
  items: { length: number; candidates: readonly { score: number }[] } | undefined,
  operator: { length: number } | undefined,
  token: Token,
  isMeant: boolean,
): boolean {
  if (token.kind === 'quoted') return true;
  if (operator && operator.length >= value.length) return false;
  if (!items || value.length > items.length)
    return value.length > 1 || isMeant || plainWord(token.lower) === undefined;
  const capital = /^\p{Lu}/u.test(token.text);
  return (
    value.length === items.length && ((value.exact && capital) || (items.candidates[0]?.score ?? 0) < 0.8)
  );
}

/** "The US" is no "us". */
function isInCapitals({ text }: Token): boolean {
  return /^\p{Lu}{2,}$/u.test(text);
}

/** "US states", where the schema calls them so. */
function beginsName(token: Token, lexicon: readonly Entry[]): boolean {
  return lexicon.some(({ names }) => names.some(({ words }) => words.length > 1 && words[0] === token.stem));
}

/** A unit follows its figure, or another unit: "30 years old". */
function follows(last: Chunk | undefined): boolean {
  return last?.kind === 'number' || (last?.kind === 'operator' && isUnit(last.text.toLowerCase()));
}

/** "Show" or "list" that begins a sentence is a request, whatever the schema calls so. */
function isCommand(tokens: readonly Token[], at: number): boolean {
  const before = tokens[at - 1];
  const begins = !before || before.lower === 'please' || /^[.?!;]$/.test(before.text);
  return begins && plainWord(tokens[at]?.lower ?? '')?.op === 'show';
}

/** "The one with …" stands for something named before; it is no number. */
function isPronoun(token: Token, before: Token | undefined): boolean {
  return token.lower === 'one' && /^(the|each|this|that|which|every)$/.test(before?.lower ?? '');
}

/** A capital within the sentence makes an unknown word a name. */
function isProperName(chunk: Chunk, at: number): boolean {
  return chunk.kind === 'unknown' && at > 0 && /^\p{Lu}/u.test(chunk.text);
}

/** Ordinals are linked as names only where they surely are part of one. */
function isOrdinal(word: string): boolean {
  return word === 'first' || word === 'last';
}

/** "Name" or "order" at the start of a request is a verb only where nothing else speaks; kept as an item. */
function isVerbOnly(
  items: { length: number; candidates: readonly { score: number }[] },
  token: Token,
): boolean {
  return (
    items.length === 1 && plainWord(token.lower) !== undefined && (items.candidates[0]?.score ?? 0) < 0.9
  );
}

function linkSingle(token: Token, before: Token | undefined): Chunk {
  const { text } = token;
  if (token.kind === 'quoted') return { kind: 'quoted', text };
  if (token.kind === 'number') return { kind: 'number', text, value: Number(text) };
  if (token.kind === 'mark') {
    return {
      kind: 'operator',
      text,
      operator: { op: /[.?!;]/.test(text) ? 'stop' : text === ',' ? 'and' : 'filler' },
    };
  }
  const number = isPronoun(token, before) ? undefined : numberWord(token.lower);
  if (number !== undefined) return { kind: 'number', text, value: number };
  if (isPronoun(token, before)) return { kind: 'operator', text, operator: { op: 'filler' } };
  const operator = /^names?$/.test(token.lower) ? { op: 'nameOf' as const } : plainWord(token.lower);
  return operator ? { kind: 'operator', text, operator } : { kind: 'unknown', text };
}
