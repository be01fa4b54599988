import type { Row } from '../../contracts/rows.ts';
import { type Figure, figuresIn } from './figures-in.ts';

export interface Facts {
  readonly question: string;
  /** Its literals are what was asked for: a year, a limit. */
  readonly sql: string;
  readonly rows: readonly Row[];
  readonly rowCount: number;
}

const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?(?:e[-+]?\d+)?$/i;

/**
 * Whether a figure is one of the facts: a value of the rows, rounded to the digits the figure is written with and
 * its sign aside; a number inside one of their texts or dates; how many rows there are; or a number of the
 * question or its SQL. A percentage may be written of a share. Sums and differences nobody computed are not.
 */
export function knownFigures(facts: Facts): (figure: Figure) => boolean {
  const values = [facts.rowCount, ...facts.rows.flatMap((row) => row.flatMap(numbersOf))];
  const asked = [...numbersIn(facts.question), ...numbersIn(facts.sql)];
  const known = Float64Array.from([...values, ...asked].map(Math.abs)).sort();
  return ({ readings, percent }) =>
    readings.some(
      ({ value, step }) => isNear(known, value, step) || (percent && isNear(known, value / 100, step / 100)),
    );
}

function numbersOf(cell: unknown): number[] {
  if (typeof cell === 'number') return [cell];
  if (typeof cell === 'string') return PLAIN_NUMBER.test(cell) ? [Number(cell)] : numbersIn(cell);
  return typeof cell === 'object' && cell !== null ? Object.values(cell).flatMap(numbersOf) : [];
}

/** Every run of digits too: the parts of a date, a number inside a name. */
function numbersIn(text: string): number[] {
  const written = figuresIn(text).flatMap(({ readings }) => readings.map(({ value }) => value));
  return [...written, ...(text.match(/\d+/g) ?? []).map(Number)];
}

/** Whether a value of the sorted list would be rounded to this one. */
function isNear(sorted: Float64Array, value: number, step: number): boolean {
  const reach = step / 2 + Math.abs(value) * 1e-9;
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) < value - reach) low = middle + 1;
    else high = middle;
  }
  return (sorted[low] ?? Number.POSITIVE_INFINITY) <= value + reach;
}
