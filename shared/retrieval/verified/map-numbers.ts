import type { Slot } from '../../contracts/verified-query.ts';
import type { Mapping } from './mapping.ts';
import { isYear } from './plain-question.ts';
import type { Token } from './question-tokens.ts';
import type { SqlLiteral } from './sql-literal.ts';

type NumberLiteral = SqlLiteral & { readonly value: number };

const isNumber = (literal: SqlLiteral): literal is NumberLiteral => typeof literal.value === 'number';

/**
 * Which number of the SQL follows which number of the question: the only one of its value in both. A compared number
 * that follows none (`>= 6` for "more than 5") may be derived from another, so then no number may change; zero and
 * the number of rows to show are not.
 */
export function numberMappings(
  tokens: readonly (Token | undefined)[],
  literals: readonly SqlLiteral[],
  yearsMayChange: boolean,
): { mappings: Mapping[]; unmapped: number[] } {
  const numbers = literals.filter(isNumber);
  const tried = numbers.filter(({ role }) => role !== 'constant');
  const constants = numbers.filter(({ role }) => role === 'constant').map(({ value }) => value);
  const places = tokens.flatMap((token, at) =>
    token?.number === undefined ? [] : [{ token, at, value: token.number }],
  );
  const mappings = tried.flatMap((literal) => {
    const said = places.filter(({ value }) => value === literal.value);
    const [place] = said;
    if (!place || said.length > 1) return [];
    const copies = tried.filter(({ value }) => value === place.value);
    const year = isYear(place.token) && literal.role === 'compare';
    if ((copies.length > 1 && !year) || constants.some((value) => isNear(value, place.value, year)))
      return [];
    if (year && !yearsMayChange) return [];
    return [
      {
        literal,
        spans: [{ from: place.at, to: place.at + 1 }],
        slots: [slotFor(literal, year)],
        form: 'number' as const,
      },
    ];
  });
  const mapped = new Set(mappings.map(({ literal }) => literal));
  const said = new Set(places.map(({ value }) => value));
  const derived = tried.filter(
    (literal) => !mapped.has(literal) && literal.role === 'compare' && literal.value !== 0,
  );
  const unmapped = tried.filter(({ value }) => !said.has(value)).map(({ value }) => value);
  return { mappings: derived.length > 0 ? [] : mappings, unmapped };
}

/** Whether a number of the SQL that is not mapped may have been reckoned from a year that is. */
export function hasLeftYear(
  literals: readonly SqlLiteral[],
  times: readonly Mapping[],
  numbers: readonly Mapping[],
): boolean {
  const mapped = new Set(numbers.map(({ literal }) => literal));
  const years = times.flatMap(({ slots }) =>
    slots.flatMap((slot) => (slot.kind === 'year' ? [slot.value] : [])),
  );
  const others = literals.filter((literal) => !mapped.has(literal)).filter(isNumber);
  return others.some(({ value }) => years.some((year) => isNear(value, year, true)));
}

/** A constant beside a year is often reckoned from it; beside another number only the same one may be. */
const isNear = (constant: number, value: number, year: boolean) =>
  Math.abs(constant - value) <= (year ? 1 : 0);

function slotFor({ role, value }: NumberLiteral, year: boolean): Slot {
  if (year) return { kind: 'year', value };
  return { kind: role === 'limit' ? 'limit' : 'number', value };
}
