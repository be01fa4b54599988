import type { AggregateFunction } from '../linking/operators.ts';
import type { Expression } from '../query/query.ts';
import { quoteIdentifier } from '../schema/identifier.ts';
import type { Column } from '../schema/schema.ts';
import { changeSql } from './change-sql.ts';
import { outputLabel } from './output-label.ts';
import { columnSql, type Scope } from './scope.ts';

/** An expression as SQL text. `distinctBy` is the key to count by when joins repeat rows. */
export function expressionSql(expression: Expression, scope: Scope, distinctBy?: string): string {
  switch (expression.kind) {
    case 'column':
      return columnSql(scope, expression.column);
    case 'bucket':
      return bucketSql(expression.unit, columnSql(scope, expression.column));
    case 'count':
      if (expression.column) return `count(DISTINCT ${columnSql(scope, expression.column)})`;
      return distinctBy ? `count(DISTINCT ${distinctBy})` : 'count(*)';
    case 'aggregate':
      return aggregateSql(expression.fn, columnSql(scope, expression.column));
    case 'change':
      return changeSql(
        expression,
        expressionSql(expression.of, scope, distinctBy),
        columnSql(scope, expression.date),
      );
    case 'share':
      throw new Error('a share is written with its conditions');
    case 'measure':
      return expression.measure.parts
        .map((part) => (typeof part === 'string' ? part : columnSql(scope, part)))
        .join('');
  }
}

/** One figure made of many. */
export function aggregateSql(fn: AggregateFunction, operand: string): string {
  return fn === 'median' ? `percentile_cont(0.5) WITHIN GROUP (ORDER BY ${operand})` : `${fn}(${operand})`;
}

/** The word an aggregate goes by in output names. */
export const AGGREGATE_WORDS: Readonly<Record<AggregateFunction, string>> = {
  sum: 'total',
  avg: 'average',
  min: 'lowest',
  max: 'highest',
  median: 'median',
  stddev: 'standard_deviation',
};

/** The output name of a computed expression or a cryptic column; undefined for a column that is plainly named. */
export function outputName(expression: Expression): string | undefined {
  const words = outputWords(expression);
  return words && quoteIdentifier(words.toLowerCase().replace(/[^a-z0-9]+/g, '_'));
}

function outputWords(expression: Expression): string | undefined {
  switch (expression.kind) {
    case 'column': {
      const label = outputLabel(expression.column);
      return label === expression.column.name ? undefined : label;
    }
    case 'bucket':
      return expression.unit;
    case 'count':
      return `number_of_${outputLabel(expression.column ?? expression.table)}`;
    case 'aggregate':
      return `${functionWord(expression.fn, expression.column)}_${outputLabel(expression.column)}`;
    case 'share':
      return expression.percent ? 'percentage' : 'fraction';
    case 'change':
      return expression.percent ? 'percentage_change' : 'change';
    case 'measure':
      return expression.measure.label;
  }
}

function functionWord(fn: AggregateFunction, { kind }: Column): string {
  if (kind === 'date' && fn === 'min') return 'earliest';
  if (kind === 'date' && fn === 'max') return 'latest';
  return AGGREGATE_WORDS[fn];
}

function bucketSql(unit: string, column: string): string {
  if (unit === 'year') return `extract(year FROM ${column})::int`;
  if (unit === 'month') return `to_char(${column}, 'YYYY-MM')`;
  if (unit === 'quarter') return `to_char(${column}, 'YYYY-"Q"Q')`;
  if (unit === 'weekday') return `to_char(${column}, 'FMDay')`;
  return `date_trunc('${unit}', ${column})::date`;
}
