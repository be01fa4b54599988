import type { Chunk } from '../linking/chunk.ts';
import type { AggregateFunction, TimeUnit } from '../linking/operators.ts';
import type { Condition, Expression, Ordering, Query, Series } from '../query/query.ts';
import type { Column, Schema, Table } from '../schema/schema.ts';

/** A query while it is being read, and where the reading stands. */
export interface Draft {
  readonly schema: Schema;
  readonly chunks: readonly Chunk[];
  at: number;
  /** Whether names met now are asked for, or describe what is asked for. */
  mode: 'select' | 'where';
  select: Expression[];
  /** The table asked about, once a name told it. */
  entity?: Table;
  /** Tables named so far, the latest first. */
  focus: Table[];
  conditions: Condition[];
  groups: Expression[];
  groupTables: Table[];
  having: Query['having'][number][];
  order: Ordering[];
  limit?: number;
  distinct: boolean;
  negated: boolean;
  everything: boolean;
  /** "How many" was read, what is counted is still to come. */
  counting?: { readonly distinct: boolean };
  /** What a condition is about, named and still waiting for its comparison or value. */
  pending?: {
    readonly expression: Expression;
    readonly text: string;
    /** Where it was named. */
    readonly at?: number;
  };
  /** Tables named in a condition: rows of them must exist. */
  related: { table: Table; negated: boolean; where: Condition[] }[];
  /** What is ranked is a column ("top 5 countries"): it is shown with its measure. */
  showsMeasure: boolean;
  /** "How many units": a column of figures, which are added up unless single rows are asked about. */
  figure?: Column;
  /** "The average number of orders per customer": what is made of the groups' figures. */
  outer?: AggregateFunction;
  /** "The average order value": the figures are those of this table's rows. */
  inner?: Table;
  /** A share is asked for; conditions from `part` on make the part, those before it the whole. */
  share?: { readonly percent: boolean; part?: number };
  /** "The second most expensive": rows passed over. */
  offset?: number;
  /** "2023 versus 2024": one figure for each. */
  compares: boolean;
  /** "How did revenue change …": figures over time. */
  develops: boolean;
  /** "The running total": what is told of the figure from period to period. */
  series?: { readonly kind: Series; readonly unit?: TimeUnit };
  /** "In percent" was said, of a share or a change. */
  asksPercent: boolean;
  /** A unit of time that is asked for: "which month …". */
  askedUnit?: TimeUnit;
  /** The question begins with "when". */
  asksWhen: boolean;
  /** A limit was asked for, its measure is still to come. */
  ranking?: { direction: 'asc' | 'desc' };
  /** Figures told in percent that were compared with a column. */
  readonly percents: number[];
  readonly unread: string[];
  readonly assumptions: string[];
}

/** A draft before the first word. */
export function emptyDraft(schema: Schema, chunks: readonly Chunk[]): Draft {
  return {
    schema,
    chunks,
    at: 0,
    mode: 'select',
    select: [],
    focus: [],
    conditions: [],
    groups: [],
    groupTables: [],
    having: [],
    order: [],
    distinct: false,
    negated: false,
    everything: false,
    related: [],
    showsMeasure: false,
    compares: false,
    develops: false,
    asksPercent: false,
    asksWhen: false,
    percents: [],
    unread: [],
    assumptions: [],
  };
}

/** One way to read what stands at `draft.at`; true when it read something and moved on. */
export type Rule = (draft: Draft) => boolean;
