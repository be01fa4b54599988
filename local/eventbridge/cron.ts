const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface Field {
  readonly low: number;
  readonly high: number;
  readonly names?: readonly string[];
  readonly read: (time: Date) => number;
}

/** EventBridge's six cron fields, all in UTC; its days of the week start at 1 for Sunday. */
const FIELDS: readonly Field[] = [
  { low: 0, high: 59, read: (time) => time.getUTCMinutes() },
  { low: 0, high: 23, read: (time) => time.getUTCHours() },
  { low: 1, high: 31, read: (time) => time.getUTCDate() },
  { low: 1, high: 12, names: MONTHS, read: (time) => time.getUTCMonth() + 1 },
  { low: 1, high: 7, names: WEEKDAYS, read: (time) => time.getUTCDay() + 1 },
  { low: 1970, high: 2199, read: (time) => time.getUTCFullYear() },
];

/** Whether the minute of a time is one of `cron(…)`'s; throws on what the local bus does not know (L, W, #). */
export function compileCron(expression: string): (time: Date) => boolean {
  const parts = expression.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) throw new Error(`cron(${expression}) must have six fields`);
  const tests = FIELDS.map((field, index) => compileField(field, parts[index] ?? ''));
  return (time) => tests.every((test) => test(time));
}

function compileField(field: Field, text: string): (time: Date) => boolean {
  if (text === '*' || text === '?') return () => true;
  const allowed = new Set(text.split(',').flatMap((part) => expand(field, part)));
  return (time) => allowed.has(field.read(time));
}

function expand(field: Field, part: string): number[] {
  const found = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part);
  if (!found) throw new Error(`The local bus does not know ${part} in a cron expression`);
  const [, from = '*', to, step] = found;
  const low = from === '*' ? field.low : number(field, from);
  const high = to !== undefined ? number(field, to) : from === '*' || step !== undefined ? field.high : low;
  const size = Number(step ?? 1);
  if (size < 1) throw new Error(`The step of ${part} must be at least 1`);
  return Array.from({ length: Math.floor((high - low) / size) + 1 }, (_, index) => low + index * size);
}

function number(field: Field, text: string): number {
  const named = field.names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? named + field.low : Number(text);
  if (!Number.isInteger(value) || value < field.low || value > field.high) {
    throw new Error(`The local bus does not know ${text} in a cron expression`);
  }
  return value;
}
