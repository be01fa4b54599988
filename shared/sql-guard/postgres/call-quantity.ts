import { constantText } from './check-pattern.ts';
import { timeFrom } from './literal-quantity.ts';
import { ofKind } from './parse-tree.ts';
import { between, DAY, difference, exactly, magnitude, powerOf, type Quantity, YEAR } from './quantity.ts';

type Of = (arg: unknown) => Quantity | undefined;
type Rule = (args: readonly unknown[], of: Of) => Quantity | undefined;

/** What is known of a call's value. */
export function callQuantity(name: string, args: readonly unknown[], of: Of): Quantity | undefined {
  return Object.hasOwn(RULES, name) ? RULES[name]?.(args, of) : undefined;
}

const same: Rule = ([arg], of) => of(arg);
const now: Rule = () => timeFrom('now', 'time');
const number = (quantity: Quantity | undefined) => (quantity?.unit === 'number' ? quantity : undefined);

const rounded: Rule = ([arg], of) => {
  const inner = number(of(arg));
  return inner && between('number', Math.floor(inner.min), Math.ceil(inner.max));
};

const bucket =
  (index: number): Rule =>
  (args, of) => {
    const most = number(of(args[index]));
    return most && between('number', 0, most.max + 1);
  };

const remainder: Rule = ([, by], of) => {
  const divisor = number(of(by));
  return divisor && between('number', -magnitude(divisor), magnitude(divisor));
};

const raised = (base: Quantity | undefined, exponent: Quantity | undefined) =>
  base && exponent && powerOf(base, exponent);

const FIELDS: Readonly<Record<string, readonly [number, number]>> = {
  century: [0, 30],
  day: [-31, 366],
  dow: [0, 6],
  doy: [1, 366],
  hour: [0, 24],
  isodow: [1, 7],
  minute: [0, 59],
  month: [0, 12],
  quarter: [1, 4],
  second: [0, 60],
  week: [1, 53],
};

const YEAR_SECONDS = 365.2425 * DAY;

const field: Rule = ([what, of_], of) => {
  const name = constantText(what)?.toLowerCase() ?? '';
  const range = FIELDS[name];
  if (range) return between('number', ...range);
  const inner = of(of_);
  if (!inner || !/^(iso)?year$/.test(name)) return undefined;
  const first = inner.unit === 'interval' ? 0 : 1970;
  return between(
    'number',
    Math.floor(inner.min / YEAR_SECONDS) + first - 1,
    Math.ceil(inner.max / YEAR_SECONDS) + first + 1,
  );
};

const truncated: Rule = ([, arg], of) => {
  const inner = of(arg);
  return inner && { ...inner, unit: inner.unit === 'date' ? 'time' : inner.unit, min: inner.min - YEAR };
};

const inZone: Rule = ([, arg], of) => {
  const inner = of(arg);
  return inner && { unit: 'time', min: inner.min - DAY, max: inner.max + DAY };
};

const age: Rule = ([a, b], of) => {
  const from = of(a);
  const to = b === undefined ? timeFrom('today', 'date') : of(b);
  const result = from && to && difference({ ...from, unit: 'time' }, { ...to, unit: 'time' });
  return result && { ...result, unit: 'interval' };
};

const INTERVAL_PARTS = ['years', 'months', 'weeks', 'days', 'hours', 'mins', 'secs'];
const INTERVAL_SECONDS = [365 * DAY, 28 * DAY, 7 * DAY, DAY, 3600, 60, 1];

const makeInterval: Rule = (args, of) => {
  let min = 0;
  let max = 0;
  for (const [index, arg] of args.entries()) {
    const named = ofKind(arg, 'NamedArgExpr');
    const seconds = INTERVAL_SECONDS[named ? INTERVAL_PARTS.indexOf(String(named.name)) : index];
    const part = number(of(named ? named.arg : arg));
    if (!part || seconds === undefined) return undefined;
    min += part.min * seconds;
    max += part.max * seconds;
  }
  return between('interval', min, max);
};

const makeDate =
  (unit: 'date' | 'time'): Rule =>
  (args, of) => {
    const year = number(of(args[0]));
    if (!year) return undefined;
    const seconds = (value: number) => (value - 1970) * YEAR_SECONDS;
    return between(unit, seconds(year.min), seconds(year.max + 1));
  };

const RULES: Readonly<Record<string, Rule>> = {
  abs: (args, of) => {
    const inner = number(of(args[0]));
    return inner && between('number', 0, magnitude(inner));
  },
  age,
  any_value: same,
  ceil: rounded,
  ceiling: rounded,
  clock_timestamp: now,
  date: (args, of) => {
    const inner = of(args[0]);
    return inner && { ...inner, unit: 'date' };
  },
  date_part: field,
  date_trunc: truncated,
  extract: field,
  first_value: same,
  floor: rounded,
  last_value: same,
  make_date: makeDate('date'),
  make_interval: makeInterval,
  make_timestamp: makeDate('time'),
  make_timestamptz: makeDate('time'),
  max: same,
  min: same,
  mod: remainder,
  now,
  ntile: bucket(0),
  pow: ([base, exponent], of) => raised(of(base), of(exponent)),
  power: ([base, exponent], of) => raised(of(base), of(exponent)),
  pi: () => exactly('number', Math.PI),
  random: () => between('number', 0, 1),
  round: rounded,
  sign: () => between('number', -1, 1),
  statement_timestamp: now,
  timezone: inZone,
  to_date: ([text], _) => timeFrom(constantText(text) ?? '', 'date'),
  to_timestamp: ([text], _) => timeFrom(constantText(text) ?? '', 'time'),
  transaction_timestamp: now,
  trunc: rounded,
  width_bucket: bucket(3),
};
