import { stem } from '../language/stem.ts';
import type { Direction } from './operators.ts';

/** A column meaning one of `words` grows with the adjective (desc) or shrinks with it (asc). */
interface Scale {
  readonly words: readonly string[];
  readonly direction: Direction;
}

const AGE: readonly Scale[] = [
  { words: ['age'], direction: 'desc' },
  { words: ['birth', 'birthdate', 'birthday', 'dob'], direction: 'asc' },
  { words: ['hire', 'found', 'build', 'open', 'establish', 'start', 'date', 'year'], direction: 'asc' },
];
const TIME: readonly Scale[] = [{ words: ['date', 'time', 'year', 'timestamp'], direction: 'desc' }];
const PRICE: readonly Scale[] = [{ words: ['price', 'cost', 'fee', 'charge', 'amount'], direction: 'desc' }];
const SIZE: readonly Scale[] = [{ words: ['size', 'area', 'population', 'capacity'], direction: 'desc' }];
const LENGTH: readonly Scale[] = [{ words: ['length', 'duration', 'distance', 'page'], direction: 'desc' }];

const ADJECTIVES: Readonly<Record<string, readonly Scale[]>> = {
  old: AGE,
  young: turned(AGE),
  new: TIME,
  recent: TIME,
  late: TIME,
  early: turned(TIME),
  expensive: PRICE,
  cheap: turned(PRICE),
  large: SIZE,
  small: turned(SIZE),
  long: LENGTH,
  short: turned([...LENGTH, { words: ['height'], direction: 'desc' }]),
  heavy: [{ words: ['weight'], direction: 'desc' }],
  light: [{ words: ['weight'], direction: 'asc' }],
  tall: [{ words: ['height'], direction: 'desc' }],
  fast: [{ words: ['speed'], direction: 'desc' }],
  slow: [{ words: ['speed'], direction: 'asc' }],
  populous: [{ words: ['population', 'inhabitant'], direction: 'desc' }],
  paid: [{ words: ['salary', 'wage', 'pay'], direction: 'desc' }],
  deep: [{ words: ['depth'], direction: 'desc' }],
  wide: [{ words: ['width'], direction: 'desc' }],
  rich: [{ words: ['worth', 'wealth', 'income', 'salary', 'money'], direction: 'desc' }],
};

/** What an adjective measures, as stems of column words, the likeliest first. */
export function scalesOf(adjective: string): Scale[] {
  return (ADJECTIVES[adjective] ?? []).map(({ words, direction }) => ({ words: words.map(stem), direction }));
}

/** The other end of the scale. */
export function opposite(direction: Direction): Direction {
  return direction === 'asc' ? 'desc' : 'asc';
}

function turned(scales: readonly Scale[]): Scale[] {
  return scales.map(({ words, direction }) => ({ words, direction: opposite(direction) }));
}
