import type { QueryTemplate, Slot } from '../../contracts/verified-query.ts';
import { hasLeftYear, numberMappings } from './map-numbers.ts';
import { isDayText, timeMappings } from './map-times.ts';
import type { Mapping } from './mapping.ts';
import { asValue, plainQuestion, plainValue } from './plain-question.ts';
import type { Token } from './question-tokens.ts';
import type { SqlLiteral } from './sql-literal.ts';

/** What such a question asks depends on when or by whom it is asked, which its words do not show. */
const FIRST_PERSON = /^(?:i|my|mine|me|myself)$/;
const RELATIVE =
  /^(?:today|yesterday|tomorrow|now|current|currently|last|next|previous|past|recent|recently|ago|this|ytd|to-date)$/;

/**
 * Which parts of the SQL follow which parts of the question. A part is a slot only where that is beyond doubt: each
 * literal that could depend on it is found, and nothing else has its value. All other words have to be equal.
 */
export function buildTemplate(question: string, literals: readonly SqlLiteral[]): QueryTemplate {
  const tokens = plainQuestion(question);
  const texts = textMappings(tokens, literals);
  const free = tokens.map((token, at) =>
    texts.some(({ spans }) => spans.some((span) => covers(span, at))) ? undefined : token,
  );
  const times = timeMappings(free, literals);
  const numbers = numberMappings(free, literals, !times.ambiguous);
  const changing = hasLeftYear(literals, times.mappings, numbers.mappings)
    ? numbers.mappings.filter(({ slots }) => slots.every(({ kind }) => kind !== 'year'))
    : [...times.mappings, ...numbers.mappings];
  const mappings = [...texts, ...changing];
  const untold = times.unmapped || untoldNumbers(tokens, numbers.unmapped) || untoldTexts(literals);
  const matchable = !untold && !tokens.some(({ word }) => FIRST_PERSON.test(word));
  return { matchable, ...assemble(tokens, mappings) };
}

/**
 * Whether the same words mean this SQL whoever asks and whenever, as far as that can be told without its parse tree:
 * nothing of the day or the person, and no year but those of the question and the ones that end them.
 */
export function saysAll(question: string, sql: string): boolean {
  const tokens = plainQuestion(question);
  if (tokens.some(({ word }) => FIRST_PERSON.test(word) || RELATIVE.test(word))) return false;
  const years = tokens.flatMap((token) =>
    token.date ? [Number(token.date.slice(0, 4))] : (token.number ?? []),
  );
  const written = [...sql.matchAll(/(?<!\d)(?:19|20)\d\d(?!\d)/g)].map(([year]) => Number(year));
  return written.every((year) => years.includes(year) || years.includes(year - 1));
}

const covers = ({ from, to }: { from: number; to: number }, at: number) => at >= from && at < to;

function untoldNumbers(tokens: readonly Token[], unmapped: readonly number[]): boolean {
  const isRelative = tokens.some(({ word }) => RELATIVE.test(word));
  return unmapped.some((value) => isRelative || (Number.isInteger(value) && value >= 1900 && value <= 2100));
}

/** A text with a year in it that the question does not say was taken from the day of asking. */
function untoldTexts(literals: readonly SqlLiteral[]): boolean {
  return literals.some(
    ({ value }) => typeof value === 'string' && !isDayText(value) && /(?:19|20)\d\d/.test(value),
  );
}

/** Texts that a column is compared with and that stand in the question once. */
function textMappings(tokens: readonly Token[], literals: readonly SqlLiteral[]): Mapping[] {
  const taken = new Set<number>();
  const spanOf = (value: string) => {
    const words = plainValue(value);
    const starts = tokens.map((_, at) => at).filter((at) => standsAt(tokens, at, words));
    const [from = -1] = starts;
    return words.length > 0 && starts.length === 1 ? { from, to: from + words.length } : undefined;
  };
  const found = literals
    .flatMap((literal) => {
      const { value, column } = literal;
      const span = typeof value === 'string' && column && !isDayText(value) ? spanOf(value) : undefined;
      return span && column && typeof value === 'string' ? [{ literal, column, value, span }] : [];
    })
    .sort((a, b) => b.span.to - b.span.from - (a.span.to - a.span.from));
  const mappings: Mapping[] = [];
  for (const { literal, column, value, span } of found) {
    const same = mappings.some(({ spans: [known] }) => known?.from === span.from && known.to === span.to);
    const places = Array.from({ length: span.to - span.from }, (_, index) => span.from + index);
    if (!same && places.some((at) => taken.has(at))) continue;
    for (const at of places) taken.add(at);
    const slot = { kind: 'text' as const, words: plainValue(value), columns: [column] };
    mappings.push({ literal, spans: [span], slots: [slot], form: 'text' });
  }
  return withoutCopies(mappings, literals);
}

function standsAt(tokens: readonly Token[], at: number, words: readonly string[]): boolean {
  const said = asValue(tokens.slice(at, at + words.length));
  return said.length === words.length && words.every((word, index) => word === said[index]);
}

/** A text that the SQL holds elsewhere too, as a label or a pattern, may not change in one place alone. */
function withoutCopies(mappings: readonly Mapping[], literals: readonly SqlLiteral[]): Mapping[] {
  const mapped = new Set(mappings.map(({ literal }) => literal));
  const others = literals
    .filter((literal) => !mapped.has(literal))
    .map(({ value }) => plainValue(String(value)).join(' '));
  return mappings.filter(({ slots: [slot] }) => {
    const words = slot?.kind === 'text' ? slot.words.join(' ') : '';
    return !others.some((other) => ` ${other} `.includes(` ${words} `));
  });
}

/** Skeleton, slots and holes of what was mapped; mappings of the same place share its slot. */
function assemble(tokens: readonly Token[], mappings: readonly Mapping[]): Omit<QueryTemplate, 'matchable'> {
  const places = new Map<string, { from: number; to: number; slot: Slot }>();
  for (const { spans, slots } of mappings) {
    spans.forEach((span, index) => {
      const slot = slots[index];
      const key = String(span.from);
      const known = places.get(key);
      if (slot) places.set(key, { ...span, slot: known ? merged(known.slot, slot) : slot });
    });
  }
  const ordered = [...places.values()].sort((a, b) => a.from - b.from);
  const positionOf = new Map(ordered.map(({ from }, position) => [from, position]));
  const skeleton: (string | number)[] = [];
  for (let at = 0; at < tokens.length; ) {
    const place = ordered.find(({ from }) => from === at);
    skeleton.push(place ? (positionOf.get(at) ?? 0) : (tokens[at]?.word ?? ''));
    at = place ? place.to : at + 1;
  }
  const holes = mappings.map(({ literal: { start, end }, spans, form }) => ({
    start,
    end,
    slots: spans.map(({ from }) => positionOf.get(from) ?? 0),
    form,
  }));
  return { skeleton, slots: ordered.map(({ slot }) => slot), holes };
}

function merged(known: Slot, slot: Slot): Slot {
  if (known.kind !== 'text' || slot.kind !== 'text') return known;
  return { ...known, columns: [...new Set([...known.columns, ...slot.columns])] };
}
