import type { AnyOf, Literal, PlainCondition } from '../query/query.ts';
import { quoteLiteral } from '../schema/identifier.ts';
import { type Column, type Schema, tableOf } from '../schema/schema.ts';
import { aggregateSql } from './expression-sql.ts';
import { columnSql, type Scope } from './scope.ts';

/** A condition on one column of the scope as SQL text. */
export function conditionSql(condition: PlainCondition | AnyOf, scope: Scope, schema: Schema): string {
  if (condition.kind === 'any') {
    return `(${condition.conditions.map((one) => conditionSql(one, scope, schema)).join(' OR ')})`;
  }
  const column = columnSql(scope, condition.column);
  switch (condition.kind) {
    case 'compare':
      return `${column} ${condition.comparison} ${literalSql(condition.value)}`;
    case 'columns':
      return `${column} ${condition.comparison} ${columnSql(scope, condition.other)}${condition.plus === undefined ? '' : ` + ${condition.plus}`}`;
    case 'extreme':
      return `${column} ${condition.comparison} (SELECT ${aggregateSql(condition.fn, condition.column.sql)} FROM ${tableSql(schema, condition.column)})`;
    case 'namesake': {
      const fn = condition.comparison.startsWith('<') ? 'min' : 'max';
      const named = `${condition.name.sql} = ${literalSql(condition.literal)}`;
      return `${column} ${condition.comparison} (SELECT ${fn}(${condition.column.sql}) FROM ${tableSql(schema, condition.column)} WHERE ${named})`;
    }
    case 'among':
      return amongSql(column, condition.literals, condition.negated);
    case 'flag':
      return flagSql(condition.column, column, condition.negated);
    case 'null':
      return `${column} IS ${condition.negated ? 'NOT ' : ''}NULL`;
    case 'like':
      return `${column} ${condition.negated ? 'NOT ' : ''}ILIKE ${quoteLiteral(condition.pattern)}`;
    case 'weekdays':
      return `extract(isodow FROM ${column}) IN (${condition.days.join(', ')})`;
    case 'period':
      return periodSql(column, condition.from, condition.to);
  }
}

function amongSql(column: string, literals: readonly Literal[], negated: boolean): string {
  const [only] = literals;
  if (only !== undefined && literals.length === 1)
    return `${column} ${negated ? '<>' : '='} ${literalSql(only)}`;
  return `${column} ${negated ? 'NOT ' : ''}IN (${literals.map(literalSql).join(', ')})`;
}

function periodSql(column: string, from: string | undefined, to: string | undefined): string {
  const bounds = [from && `${column} >= DATE '${from}'`, to && `${column} < DATE '${to}'`];
  return bounds.filter(Boolean).join(' AND ');
}

function literalSql(value: Literal): string {
  return typeof value === 'number' ? String(value) : quoteLiteral(value);
}

function tableSql(schema: Schema, column: Column): string {
  return tableOf(schema, column.table).sql;
}

/** Yes-or-no columns: boolean, 0 and 1, or a letter. */
function flagSql({ kind, values }: Column, column: string, negated: boolean): string {
  if (kind === 'boolean') return negated ? `NOT ${column}` : column;
  if (kind === 'number') return `${column} = ${negated ? 0 : 1}`;
  const yes = values.find((value) => /^(t|y|true|yes)$/i.test(value)) ?? '';
  const no = values.find((value) => /^(f|n|false|no)$/i.test(value)) ?? '';
  return `${column} = ${quoteLiteral(negated ? no : yes)}`;
}
