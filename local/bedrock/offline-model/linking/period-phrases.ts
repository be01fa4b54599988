import type { Operator } from './operators.ts';

const SERIES_UNITS = ['year', 'quarter', 'month', 'week'] as const;
const WEEKDAYS = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');

/** What is told by periods, on days of the week, or from one period to the next. */
export const PERIOD_PHRASES: readonly [string, Operator][] = [
  ['yearly/annually', { op: 'unit', unit: 'year' }],
  ['monthly', { op: 'unit', unit: 'month' }],
  ['quarterly', { op: 'unit', unit: 'quarter' }],
  ['daily', { op: 'unit', unit: 'day' }],
  ['weekly', { op: 'unit', unit: 'week' }],
  ['in/for/on? each day of the week', { op: 'unit', unit: 'weekday' }],
  ['by/per day of the week', { op: 'unit', unit: 'weekday' }],
  ['day of the week', { op: 'unit', unit: 'weekday' }],
  ...WEEKDAYS.map((day, at): [string, Operator] => [
    `on? a? ${day}/${day}s`,
    { op: 'weekdays', days: [at + 1] },
  ]),
  ['on/at/during? the? a? weekend/weekends', { op: 'weekdays', days: [6, 7] }],
  ['on weekdays', { op: 'weekdays', days: [1, 2, 3, 4, 5] }],
  ['on a weekday', { op: 'weekdays', days: [1, 2, 3, 4, 5] }],
  ['running/cumulative/cumulated total/sum of?', { op: 'series', series: 'running' }],
  ['cumulative/cumulated', { op: 'series', series: 'running' }],
  ...SERIES_UNITS.flatMap((unit): [string, Operator][] => [
    [
      `change/difference/changes from/to/over/against the? previous/prior/preceding/last ${unit}`,
      { op: 'series', series: 'change', unit },
    ],
    [
      `change/difference/changes from/to/over/against the ${unit} before`,
      { op: 'series', series: 'change', unit },
    ],
    [
      `growth/increase from/over/against the? previous/prior/preceding ${unit}`,
      { op: 'series', series: 'growth', unit },
    ],
    [`growth from/over the ${unit} before`, { op: 'series', series: 'growth', unit }],
    [`${unit} over/to/on ${unit} change/difference in?`, { op: 'series', series: 'change', unit }],
    [`from ${unit} to ${unit}`, { op: 'series', series: 'growth', unit }],
    [`${unit} over/to/on ${unit} growth? rate? in/of?`, { op: 'series', series: 'growth', unit }],
    [`growth? rate? from ${unit} to ${unit}`, { op: 'series', series: 'growth', unit }],
  ]),
  ['grow/grew/grown/growth/increase/increased/rise/risen/rose', { op: 'grow' }],
];
