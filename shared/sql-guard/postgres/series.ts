import { unsafe } from '../verdict.ts';
import { constantText } from './check-pattern.ts';
import type { Place } from './environment.ts';
import { isBulk } from './is-bulk.ts';
import { intervalFrom } from './literal-quantity.ts';
import { listOf, ofKind } from './parse-tree.ts';
import { DAY, exactly, type Quantity } from './quantity.ts';
import { quantityOf } from './quantity-of.ts';
import { sizeOf } from './size-of.ts';
import { ONE_ROW, TABLE, type Volume } from './volume.ts';

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

/** Functions that take a value apart into rows. */
const TAKES_APART =
  /^(unnest|string_to_table|regexp_(matches|split_to_table)|jsonb?_(array_elements|each)(_text)?|jsonb?_object_keys|jsonb?_to_recordset|jsonb_path_query(_tz)?|generate_subscripts)$/;
/** Bytes of a text or array that the statement makes itself, for one row; what lies in data counts as one. */
const BYTES_OF_ROW = 64;

/** What a call makes at most, where the statement itself says so; what depends on one row's data counts as one. */
export function volumeOfCall(name: string, args: readonly unknown[], place: Place): Volume {
  if (name === 'generate_series') return { tables: 0, rows: seriesRows(args, place) };
  if (!TAKES_APART.test(name)) return ONE_ROW;
  const listed = args.map((arg) => listOf(ofKind(arg, 'A_ArrayExpr')?.elements).length);
  const bytes = args.reduce<number>((sum, arg) => sum + sizeOf(arg, place), 0);
  const rows = Math.max(1, ...listed, Math.floor(bytes / BYTES_OF_ROW));
  return args.some((arg) => isBulk(arg, place)) ? { ...TABLE, rows } : { tables: 0, rows };
}

const unbounded = (what: string) =>
  unsafe('unbounded-series', 'generate_series', `of generate_series, ${what}`);
