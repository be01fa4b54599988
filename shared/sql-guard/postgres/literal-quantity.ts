import { DAY, exactly, type Quantity } from './quantity.ts';

const SECONDS: Readonly<Record<string, number>> = {
  microsecond: 1e-6,
  millisecond: 1e-3,
  second: 1,
  sec: 1,
  s: 1,
  minute: 60,
  min: 60,
  m: 60,
  hour: 3600,
  hr: 3600,
  h: 3600,
  day: DAY,
  d: DAY,
  week: 7 * DAY,
  w: 7 * DAY,
  mon: 28 * DAY,
  month: 28 * DAY,
  year: 365 * DAY,
  yr: 365 * DAY,
  y: 365 * DAY,
  decade: 3650 * DAY,
  century: 36500 * DAY,
  centurie: 36500 * DAY,
};

const NUMBER = /^\s*[+-]?(\d[\d_]*\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

export function numberFrom(text: string): Quantity | undefined {
  return NUMBER.test(text) ? exactly('number', Number(text.replaceAll('_', ''))) : undefined;
}

/** `1 day`, `-3 months 2 hours`, `01:30:00`, `1 day 02:00`; months at their shortest. `bare` is a lone number's unit. */
export function intervalFrom(text: string, bare = 1): Quantity | undefined {
  let rest = text
    .trim()
    .toLowerCase()
    .replaceAll(/([+-])\s+/g, '$1');
  if (/^[+-]?[\d.]+$/.test(rest)) return exactly('interval', Number(rest) * bare);
  let seconds = 0;
  while (rest !== '') {
    const clock = /^([+-]?)(\d+):(\d+)(?::(\d+(?:\.\d*)?))?\s*/.exec(rest);
    const part = /^([+-]?\d*\.?\d+)\s*([a-z]+?)s?(?=[\s\d+-]|$)\s*/.exec(rest);
    if (clock) {
      const [, sign, hours, minutes, rest = 0] = clock;
      seconds += (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(rest));
    } else if (part) {
      const unit = SECONDS[part[2] ?? ''];
      if (unit === undefined) return undefined;
      seconds += Number(part[1]) * unit;
    } else return undefined;
    rest = rest.slice((clock ?? part)?.[0].length);
  }
  return exactly('interval', seconds);
}

const RELATIVE: Readonly<Record<string, number>> = {
  now: 0,
  today: 0,
  yesterday: -DAY,
  tomorrow: DAY,
  epoch: 0,
};

/** A date or time as ISO writes it, or one of PostgreSQL's words; the zone does not matter to a bound. */
export function timeFrom(text: string, unit: 'date' | 'time', now = Date.now() / 1000): Quantity | undefined {
  const word = text.trim().toLowerCase();
  const shift = RELATIVE[word];
  if (shift !== undefined) return exactly(unit, word === 'epoch' ? 0 : now + shift);
  const iso = /^(\d{4})-(\d{1,2})(?:-(\d{1,2}))?([ t].*)?$/.exec(word);
  if (!iso) return undefined;
  const [, year = '', month = '', day = '1'] = iso;
  const clock = /(\d{1,2}):(\d{2})/.exec(iso[4] ?? '');
  const minutes = clock ? Number(clock[1]) * 60 + Number(clock[2]) : 0;
  return exactly(unit, Date.UTC(Number(year), Number(month) - 1, Number(day)) / 1000 + minutes * 60);
}
