/**
 * What is known of a value before the statement runs: it lies between min and max. Dates and times are in seconds
 * since 1970, intervals in seconds.
 */
export interface Quantity {
  readonly unit: 'number' | 'date' | 'time' | 'interval';
  readonly min: number;
  readonly max: number;
}

export const DAY = 86_400;
export const YEAR = 366 * DAY;

/** Dates that data speaks of: 1900 to 2100. */
const DATA_TIME = { min: -70 * YEAR, max: 131 * YEAR };

export const dataTime = (unit: 'date' | 'time'): Quantity => ({ unit, ...DATA_TIME });
export const exactly = (unit: Quantity['unit'], value: number): Quantity => ({
  unit,
  min: value,
  max: value,
});
export const between = (unit: Quantity['unit'], min: number, max: number): Quantity => ({ unit, min, max });

/** The largest distance from zero. */
export const magnitude = ({ min, max }: Quantity): number => Math.max(Math.abs(min), Math.abs(max));

/** Undefined as soon as one is unknown. */
export function hull(parts: readonly (Quantity | undefined)[]): Quantity | undefined {
  const known = parts.filter((part) => part !== undefined);
  const [first] = known;
  if (!first || known.length < parts.length) return undefined;
  return {
    unit: first.unit,
    min: Math.min(...known.map((p) => p.min)),
    max: Math.max(...known.map((p) => p.max)),
  };
}

const isTime = ({ unit }: Quantity) => unit === 'date' || unit === 'time';

function sumUnit(a: Quantity, b: Quantity): Quantity['unit'] {
  if (isTime(a)) return a.unit === 'date' && b.unit === 'number' ? 'date' : 'time';
  if (isTime(b)) return sumUnit(b, a);
  return a.unit === 'interval' || b.unit === 'interval' ? 'interval' : 'number';
}

/** A number beside a date counts days. */
const scaled = (a: Quantity, other: Quantity): Quantity =>
  a.unit === 'number' && other.unit === 'date' ? { ...a, min: a.min * DAY, max: a.max * DAY } : a;

export function sum(left: Quantity, right: Quantity): Quantity {
  const a = scaled(left, right);
  const b = scaled(right, left);
  return { unit: sumUnit(left, right), min: a.min + b.min, max: a.max + b.max };
}

export function difference(left: Quantity, right: Quantity): Quantity {
  if (isTime(left) && isTime(right)) {
    const isDays = left.unit === 'date' && right.unit === 'date';
    const per = isDays ? DAY : 1;
    const unit = isDays ? 'number' : 'interval';
    return { unit, min: (left.min - right.max) / per, max: (left.max - right.min) / per };
  }
  return sum(left, { ...right, min: -right.max, max: -right.min });
}

function corners(a: Quantity, b: Quantity, combine: (x: number, y: number) => number): [number, number] {
  const values = [combine(a.min, b.min), combine(a.min, b.max), combine(a.max, b.min), combine(a.max, b.max)];
  return [Math.min(...values), Math.max(...values)];
}

const factorUnit = (a: Quantity, b: Quantity) =>
  a.unit === 'interval' || b.unit === 'interval' ? 'interval' : 'number';

export function product(a: Quantity, b: Quantity): Quantity | undefined {
  if (isTime(a) || isTime(b)) return undefined;
  return between(factorUnit(a, b), ...corners(a, b, (x, y) => x * y));
}

export function powerOf(a: Quantity, b: Quantity): Quantity | undefined {
  if (a.unit !== 'number' || b.unit !== 'number' || a.min < 0) return undefined;
  return between('number', ...corners(a, b, (x, y) => x ** y));
}

/** Unknown where the divisor may be near zero. */
export function quotient(a: Quantity, b: Quantity): Quantity | undefined {
  if (isTime(a) || b.unit !== 'number' || (b.min <= 0 && b.max >= 0)) return undefined;
  return between(a.unit, ...corners(a, b, (x, y) => x / y));
}
