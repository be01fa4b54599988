import { unsafe } from '../verdict.ts';
import { constantText } from './check-pattern.ts';
import type { Place } from './environment.ts';
import { intervalFrom } from './literal-quantity.ts';
import { listOf, ofKind } from './parse-tree.ts';
import { DAY, exactly, type Quantity } from './quantity.ts';
import { quantityOf } from './quantity-of.ts';

const MOST_ELEMENTS = 1_000_000;

/** Elements of generate_series at most; throws where that is unknown or too many. */
export function seriesRows(args: readonly unknown[], place: Place): number {
  const [from, to, step] = args;
  const start = quantityOf(from, place);
  const stop = quantityOf(to, place);
  if (!start || !stop)
    throw unbounded('start and end must be constants, or arithmetic on constants and the current date');
  const by = step === undefined ? exactly('number', 1) : stepOf(step, start, place);
  if (!by || (by.min <= 0 && by.max >= 0)) throw unbounded('its step must be a constant other than zero');
  const length = Math.max(Math.abs(stop.max - start.min), Math.abs(start.max - stop.min));
  const rows = Math.floor(length / Math.min(Math.abs(by.min), Math.abs(by.max))) + 1;
  if (!(rows <= MOST_ELEMENTS)) throw unbounded(`it makes more than ${MOST_ELEMENTS} elements`);
  return rows;
}

/** The step of a series of dates is an interval, which may be written as plain text. */
function stepOf(step: unknown, start: Quantity, place: Place): Quantity | undefined {
  const isTime = start.unit === 'time' || start.unit === 'date';
  const text = ofKind(step, 'A_Const') && constantText(step);
  const by = isTime && text !== undefined ? intervalFrom(text) : quantityOf(step, place);
  if (!by || !isTime) return by;
  return by.unit === 'number' ? { unit: 'interval', min: by.min * DAY, max: by.max * DAY } : by;
}

/** Rows a call makes at most where the statement itself says so; what depends on data counts as one. */
export function rowsOfCall(name: string, args: readonly unknown[], place: Place): number {
  if (name === 'generate_series') return seriesRows(args, place);
  if (name !== 'unnest') return 1;
  return Math.max(1, ...args.map((arg) => listOf(ofKind(arg, 'A_ArrayExpr')?.elements).length));
}

const unbounded = (what: string) =>
  unsafe('unbounded-series', 'generate_series', `of generate_series, ${what}`);
