import type { Measure } from '../lexicon/item.ts';
import type { AggregateFunction, Comparison, Direction, TimeUnit } from '../linking/operators.ts';
import type { Period } from '../linking/period.ts';
import type { Column, Table } from '../schema/schema.ts';
import { isSingleAggregate } from './single-aggregate.ts';

/** Something that can be output, grouped or ordered by. */
export type Expression =
  | { readonly kind: 'column'; readonly column: Column }
  | { readonly kind: 'bucket'; readonly unit: TimeUnit; readonly column: Column }
  | { readonly kind: 'count'; readonly table: Table; readonly column?: Column }
  | { readonly kind: 'aggregate'; readonly fn: AggregateFunction; readonly column: Column }
  | { readonly kind: 'measure'; readonly measure: Measure }
  /** The share that some rows, or some groups' figures (`where` empty), have in all. */
  | {
      readonly kind: 'share';
      readonly of: Summable;
      readonly percent: boolean;
      readonly where: readonly Condition[];
    }
  /** By how much a figure is higher in one period than in another. */
  | {
      readonly kind: 'change';
      readonly of: Summable;
      readonly date: Column;
      readonly from: Period;
      readonly to: Period;
      readonly percent: boolean;
    };

/** A figure whose parts add up to the whole. */
export type Summable = Extract<Expression, { kind: 'count' | 'aggregate' | 'measure' }>;

export type Literal = string | number;

/** A condition on one column; `clause` counts the deeds read before it ("… and placed …"). */
export type PlainCondition = Told & { readonly clause?: number };

type Told =
  | {
      readonly kind: 'compare';
      readonly column: Column;
      readonly comparison: Comparison;
      readonly value: Literal;
    }
  /** Two columns of the same row. */
  | {
      readonly kind: 'columns';
      readonly column: Column;
      readonly comparison: Comparison;
      readonly other: Column;
      /** Days by which a date is put off before it is compared. */
      readonly plus?: number;
    }
  | {
      readonly kind: 'extreme';
      readonly column: Column;
      readonly comparison: Comparison;
      readonly fn: AggregateFunction;
    }
  /** Against the same column of the row that is called so. */
  | {
      readonly kind: 'namesake';
      readonly column: Column;
      readonly comparison: Comparison;
      readonly name: Column;
      readonly literal: Literal;
    }
  | {
      readonly kind: 'among';
      readonly column: Column;
      readonly literals: readonly Literal[];
      readonly negated: boolean;
      /** Each literal must be met, by different rows. */
      readonly all?: boolean;
    }
  | { readonly kind: 'flag'; readonly column: Column; readonly negated: boolean }
  | { readonly kind: 'null'; readonly column: Column; readonly negated: boolean }
  | { readonly kind: 'like'; readonly column: Column; readonly pattern: string; readonly negated: boolean }
  /** Days of the week; Monday is 1. */
  | { readonly kind: 'weekdays'; readonly column: Column; readonly days: readonly number[] }
  | { readonly kind: 'period'; readonly column: Column; readonly from?: string; readonly to?: string };

/** Alternatives for one column. */
export interface AnyOf {
  readonly kind: 'any';
  readonly column: Column;
  readonly conditions: readonly PlainCondition[];
  readonly clause?: number;
}

export type Condition = PlainCondition | AnyOf | Related;

/** Rows of another table that belong to the row asked about: at least one, none, or a number of them. */
export interface Related {
  readonly kind: 'related';
  readonly table: Table;
  readonly negated: boolean;
  readonly where: readonly Condition[];
  /** Tables without conditions of their own that the rows must be tied to as well. */
  readonly also?: readonly Table[];
  /** How many there must be; compared with a number, or with how many there are on average. */
  readonly count?: { readonly comparison: Comparison; readonly value: number | 'average' };
}

export interface Ordering {
  readonly by: Expression;
  readonly direction: Direction;
}

/** A figure added up from period to period, or its difference from the one before, or that in percent. */
export type Series = 'running' | 'change' | 'growth';

/** What the question asks, free of SQL: joins and text are worked out later. */
export interface Query {
  readonly select: readonly Expression[];
  readonly distinct: boolean;
  /** The table whose rows are asked about. */
  readonly entity: Table;
  readonly conditions: readonly Condition[];
  readonly groups: readonly Expression[];
  readonly having: readonly {
    readonly by: Expression;
    readonly comparison: Comparison;
    readonly value: number;
  }[];
  readonly order: readonly Ordering[];
  readonly limit?: number;
  readonly offset?: number;
  /** The limit holds within each of these groups. */
  readonly within: readonly Expression[];
  /** What is told of a figure from one period to the next. */
  readonly series?: Series;
  /** A figure made of the groups' figures (their average, the highest), one for each of `by`. */
  readonly outer?: { readonly fn: AggregateFunction; readonly by: readonly Expression[] };
}

/** Whether the expression sums up many rows. */
export function isAggregated(expression: Expression): boolean {
  return expression.kind !== 'column' && expression.kind !== 'bucket';
}

/** The figure that a share or a change is made of; other expressions as they are. */
export function figureOf(expression: Expression): Expression {
  return expression.kind === 'share' || expression.kind === 'change' ? expression.of : expression;
}

/** Whether shares of the figure make sense: counts, sums and measures, but no averages. */
export function isSummable(expression: Expression): expression is Summable {
  if (expression.kind === 'aggregate') return expression.fn === 'sum';
  if (expression.kind === 'measure') return isAdded(expression.measure);
  return expression.kind === 'count' && !expression.column;
}

/** Sums and counts, unlike averages and what is divided by something. */
function isAdded({ parts }: Measure): boolean {
  const text = parts.map((part) => (typeof part === 'string' ? part : part.sql)).join('');
  return /^(sum|count)\((?!distinct)/i.test(text) && isSingleAggregate(text);
}

/** The columns an expression reads; a count of rows reads none. */
export function columnsOf(expression: Expression): Column[] {
  if (expression.kind === 'measure') {
    return expression.measure.parts.filter((part) => typeof part !== 'string');
  }
  if (expression.kind === 'share') return columnsOf(expression.of);
  if (expression.kind === 'change') return [...columnsOf(expression.of), expression.date];
  return expression.column ? [expression.column] : [];
}
