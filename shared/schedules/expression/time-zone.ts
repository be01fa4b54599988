import { InvalidExpression } from './invalid-expression.ts';

/** As the IANA names them: an offset such as +01:00 knows no daylight saving time, and AWS does not take it. */
const NAME = /^[A-Z][A-Za-z0-9_+-]*(\/[A-Z][A-Za-z0-9_+-]*){0,2}$/;
const DAY_MS = 86_400_000;

/** A time zone's clock. Times are in milliseconds since the epoch; a local one counts as if it were UTC. */
export interface TimeZone {
  readonly name: string;
  /** What the clock shows. */
  localOf(instant: number): number;
  /** When the clock first shows this; undefined where it never does, because it was put forward over it. */
  instantOf(local: number): number | undefined;
}

const zones = new Map<string, TimeZone>();

/** The time zone of an IANA name (Europe/Berlin, UTC); throws InvalidExpression when there is none. */
export function timeZone(name: string): TimeZone {
  const known = zones.get(name);
  if (known) return known;
  const zone = createTimeZone(name, formatterOf(name));
  zones.set(name, zone);
  return zone;
}

function formatterOf(name: string): Intl.DateTimeFormat {
  try {
    if (!NAME.test(name)) throw new RangeError(name);
    return new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: name, hourCycle: 'h23' },
      ...{ year: 'numeric', month: 'numeric', day: 'numeric' },
      ...{ hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
  } catch {
    throw new InvalidExpression(`"${name}" is not a time zone; give an IANA name such as Europe/Berlin.`);
  }
}

function createTimeZone(name: string, formatter: Intl.DateTimeFormat): TimeZone {
  const localOf = (instant: number) => {
    const shown = Object.fromEntries(
      formatter.formatToParts(instant).map(({ type, value }) => [type, Number(value)]),
    );
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
    return Date.UTC(year, month - 1, day, hour, minute, second);
  };
  const offsetAt = (instant: number) => localOf(instant) - instant;
  return {
    name,
    localOf,
    instantOf: (local) => {
      // No clock is put twice within a day, so the offsets around it are all it may have.
      const offsets = new Set([offsetAt(local - DAY_MS), offsetAt(local + DAY_MS)]);
      const instants = [...offsets].map((offset) => local - offset);
      return instants.filter((instant) => localOf(instant) === local).sort((a, b) => a - b)[0];
    },
  };
}
