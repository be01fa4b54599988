import type { Column, Row } from '../../contracts/rows.ts';

const NUMBERS = new Set(['int2', 'int4', 'int8', 'float4', 'float8', 'numeric', 'money']);
const DATES = new Set(['date', 'timestamp', 'timestamptz']);
const PERIOD = /(^|_)(year|quarter|month|week|day|date)s?$/i;
/** Keys and codes are numbers nobody measures. */
const KEY = /(^|_)(id|key|code|no|nr|number)$/i;

export interface Field {
  readonly column: Column;
  /** `time`: a date or a period; `measure`: a number to draw; `name`: anything a thing is called by. */
  readonly role: 'time' | 'measure' | 'name';
  /** Different values in the rows at hand. */
  readonly distinct: number;
}

/** What each column can be in a chart. */
export function fieldsOf(columns: readonly Column[], rows: readonly Row[]): Field[] {
  return columns.map((column, at) => ({
    column,
    role: roleOf(column),
    distinct: new Set(rows.map((row) => JSON.stringify(row[at]))).size,
  }));
}

function roleOf({ name, type }: Column): Field['role'] {
  if (DATES.has(type) || PERIOD.test(name)) return 'time';
  return NUMBERS.has(type) && !KEY.test(name) ? 'measure' : 'name';
}

/** Dates are continuous; a year or "2024-03" is one of an ordered few. */
export const isDate = ({ column }: Field): boolean => DATES.has(column.type);
