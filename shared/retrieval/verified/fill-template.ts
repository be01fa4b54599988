import type { Hole, QueryTemplate, Slot } from '../../contracts/verified-query.ts';
import { dayOf } from './days.ts';
import type { KnownValue } from './known-values.ts';
import { asValue, isYear, monthOf } from './plain-question.ts';
import type { Token } from './question-tokens.ts';

/** What stands in a slot: a number, a day, or the database's own spelling of a text. */
type Filling = string | number;

const MOST_ROWS = 10_000;
const LONGEST_VALUE = 8;

/**
 * The SQL for a question of the same skeleton, its slots filled from the question; undefined when any other word
 * differs, a text is no known value of its column, or there are two ways to read it.
 */
export function fillTemplate(
  sql: string,
  template: QueryTemplate,
  tokens: readonly Token[],
  known: KnownValue,
): string | undefined {
  if (!template.matchable) return undefined;
  const readings = readingsOf(template, tokens, known);
  const [fillings] = readings;
  if (!fillings || readings.length > 1 || !keepsOrder(template.slots, fillings)) return undefined;
  return fillHoles(sql, template, fillings);
}

function readingsOf(
  { skeleton, slots }: QueryTemplate,
  tokens: readonly Token[],
  known: KnownValue,
): Filling[][] {
  const readings: Filling[][] = [];
  const read = (at: number, from: number, fillings: readonly Filling[]) => {
    const part = skeleton[at];
    if (part === undefined) {
      if (from === tokens.length) readings.push([...fillings]);
    } else if (typeof part === 'string') {
      if (tokens[from]?.word === part) read(at + 1, from + 1, fillings);
    } else {
      const slot = slots[part];
      for (const { filling, length } of slot ? fillingsAt(slot, tokens, from, known) : []) {
        read(at + 1, from + length, [...fillings, filling]);
      }
    }
  };
  read(0, 0, []);
  return readings;
}

function fillingsAt(slot: Slot, tokens: readonly Token[], from: number, known: KnownValue) {
  if (slot.kind === 'text') return textsAt(slot, tokens.slice(from, from + LONGEST_VALUE), known);
  const token = tokens[from];
  const filling = token && scalarAt(slot, token);
  return filling === undefined ? [] : [{ filling, length: 1 }];
}

function scalarAt({ kind, value }: Exclude<Slot, { kind: 'text' }>, token: Token): Filling | undefined {
  const { number } = token;
  switch (kind) {
    case 'date':
      return token.date;
    case 'month':
      return monthOf(token);
    case 'year':
      return isYear(token) ? number : undefined;
    case 'limit':
      return number === value || isRowCount(number) ? number : undefined;
    case 'number':
      return number !== undefined && /^\d+(?:\.\d+)?$/.test(String(number)) ? number : undefined;
  }
}

const isRowCount = (number = 0) => Number.isInteger(number) && number >= 1 && number <= MOST_ROWS;

function textsAt(
  { words, columns }: Extract<Slot, { kind: 'text' }>,
  tokens: readonly Token[],
  known: KnownValue,
) {
  const found: { filling: string; length: number }[] = [];
  for (let length = 1; length <= tokens.length; length++) {
    const said = asValue(tokens.slice(0, length));
    const isSame = said.length === words.length && said.every((word, index) => word === words[index]);
    const [value, ...others] = isSame ? [SAME] : new Set(columns.map((column) => known(column, said)));
    if (value !== undefined && others.length === 0) found.push({ filling: value, length });
  }
  return found;
}

/** Stands for the text that the SQL has already. */
const SAME = '\0';

/** "Between 1998 and 1996" is not what "between 1996 and 1998" asks. */
function keepsOrder(slots: readonly Slot[], fillings: readonly Filling[]): boolean {
  return slots.every((slot, a) =>
    slots.every((other, b) => {
      if (slot.kind === 'text' || other.kind === 'text' || slot.kind !== other.kind) return true;
      return order(slot.value, other.value) === order(fillings[a], fillings[b]);
    }),
  );
}

const order = (a: Filling | undefined, b: Filling | undefined) =>
  a === undefined || b === undefined || a === b ? 0 : a < b ? -1 : 1;

function fillHoles(sql: string, { holes }: QueryTemplate, fillings: readonly Filling[]): string | undefined {
  let filled = sql;
  for (const hole of holes.toSorted((a, b) => b.start - a.start)) {
    const values = hole.slots.map((slot) => fillings[slot]);
    if (values.includes(SAME)) continue;
    const literal = literalFor(hole, values);
    if (literal === undefined) return undefined;
    filled = filled.slice(0, hole.start) + literal + filled.slice(hole.end);
  }
  return filled;
}

function literalFor({ form }: Hole, values: readonly (Filling | undefined)[]): string | undefined {
  if (form === 'number') return String(values[0]);
  const text = form === 'text' ? values[0] : dayOf(form, values);
  return text === undefined ? undefined : `'${String(text).replaceAll("'", "''")}'`;
}
