export type Direction = 'asc' | 'desc';
export type Comparison = '=' | '<>' | '>' | '>=' | '<' | '<=';
export type AggregateFunction = 'sum' | 'avg' | 'min' | 'max' | 'median' | 'stddev';

/** What a phrase of the question asks to be done, apart from naming things. */
export type Operator =
  | {
      readonly op:
        | 'count'
        | 'each'
        | 'by'
        | 'not'
        | 'without'
        | 'missing'
        | 'or'
        | 'and'
        | 'between'
        | 'distinct';
    }
  /** "Un-" of a word such as "unpaid". */
  | { readonly op: 'opposite' }
  | {
      readonly op:
        | 'show'
        | 'relative'
        | 'verb'
        | 'named'
        | 'everything'
        | 'frequent'
        | 'filler'
        | 'stop'
        | 'of';
    }
  | { readonly op: 'who' | 'when' | 'either' | 'both' | 'alphabetical' | 'nameOf' }
  | { readonly op: 'aggregate'; readonly fn: AggregateFunction }
  | { readonly op: 'compare'; readonly comparison: Comparison; readonly adjective?: string }
  | { readonly op: 'orMore'; readonly comparison: Comparison }
  | { readonly op: 'superlative'; readonly direction: Direction; readonly adjective?: string }
  | { readonly op: 'top'; readonly direction: Direction }
  | { readonly op: 'order' }
  | { readonly op: 'series'; readonly series: 'running' | 'change' | 'growth'; readonly unit?: TimeUnit }
  /** "How old": the figure that the adjective tells of. */
  | { readonly op: 'howMuch'; readonly adjective: string }
  | { readonly op: 'grow' | 'inPercent' }
  | { readonly op: 'share'; readonly percent: boolean }
  /** "Late": a date lies after the one that was due; `negated` is "on time". */
  | { readonly op: 'late'; readonly negated: boolean }
  | { readonly op: 'nth'; readonly n: number }
  | { readonly op: 'versus' | 'bestselling' | 'howLong' | 'develops' }
  | { readonly op: 'direction'; readonly direction: Direction }
  | { readonly op: 'like'; readonly where: 'start' | 'end' | 'anywhere' }
  | { readonly op: 'unit'; readonly unit: TimeUnit }
  /** "On weekends": from Monday, which is 1. */
  | { readonly op: 'weekdays'; readonly days: readonly number[] };

const TIME_UNITS = ['year', 'quarter', 'month', 'week', 'day', 'weekday'] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

/** Whether the word is a unit of time that rows can be grouped by. */
export function isUnitWord(word: string): word is TimeUnit {
  return TIME_UNITS.some((unit) => unit === word);
}
