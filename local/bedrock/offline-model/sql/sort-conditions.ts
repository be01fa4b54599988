import type { Step } from '../joins/join-path.ts';
import { pathTo } from '../joins/join-tree.ts';
import type { AnyOf, Condition, PlainCondition, Related } from '../query/query.ts';
import { type Table, tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { joinEvents } from './join-events.ts';
import type { WriteContext } from './write-context.ts';

/** Conditions of the query itself, with the joins they need, and those that become subqueries. */
export interface SortedConditions {
  readonly plain: { readonly conditions: (PlainCondition | AnyOf)[]; readonly steps: Step[] };
  readonly nested: Related[];
}

/** Conditions on tables that a row meets at most once are joined; the others become EXISTS. */
export function sortConditions(
  conditions: readonly Condition[],
  joined: readonly string[],
  { schema, choose }: WriteContext,
): SortedConditions {
  const sorted: SortedConditions = { plain: { conditions: [], steps: [] }, nested: [] };
  for (const condition of countsBeforePeriod(conditions)) {
    if (condition.kind === 'related') {
      sorted.nested.push(condition);
      continue;
    }
    const reached = [...joined, ...sorted.plain.steps.map(({ to }) => to)];
    const { table } = condition.column;
    const path = reached.includes(table) ? [] : pathTo(schema, reached, table, choose);
    if (path.some(({ many }) => many)) nest(sorted.nested, condition, tableOf(schema, table));
    else {
      sorted.plain.conditions.push(condition);
      sorted.plain.steps.push(...path);
    }
  }
  refuseTwoValues(sorted.plain.conditions);
  const reached = [...joined, ...sorted.plain.steps.map(({ to }) => to)];
  return { ...sorted, nested: joinEvents(sorted.nested, reached, { schema, choose }) };
}

/** A row has one value in a column: where two are asked for, one of them must be meant of something else. */
function refuseTwoValues(conditions: readonly (PlainCondition | AnyOf)[]): void {
  const among = conditions.filter((one) => one.kind === 'among' && !one.negated && !one.all);
  const twice = among.find((one, at) =>
    among.some(
      (other, place) =>
        place < at &&
        one.kind === 'among' &&
        other.kind === 'among' &&
        other.column === one.column &&
        !other.literals.some((literal) => one.literals.includes(literal)),
    ),
  );
  if (twice) throw new Unreadable(`no row can meet both conditions on ${twice.column.name}`);
}

/** "In 2024, who handled more than 30 orders": the period read first is one of the rows counted after it. */
function countsBeforePeriod(conditions: readonly Condition[]): Condition[] {
  if (conditions[0]?.kind !== 'period') return [...conditions];
  const isCount = (one: Condition) => one.kind === 'related' && one.count !== undefined;
  return [...conditions.filter(isCount), ...conditions.filter((one) => !isCount(one))];
}

/** The condition as one on rows of another table that must exist, or must not. */
export function nested(condition: PlainCondition | AnyOf, table: Table): Related {
  const negated = 'negated' in condition && condition.negated && condition.kind !== 'null';
  return { kind: 'related', table, negated, where: [negated ? { ...condition, negated: false } : condition] };
}

function nest(nested: Related[], condition: PlainCondition | AnyOf, table: Table): void {
  const negated = 'negated' in condition && condition.negated && condition.kind !== 'null';
  if (condition.kind === 'among' && condition.all) {
    for (const literal of condition.literals) {
      nested.push({ kind: 'related', table, negated: false, where: [{ ...condition, literals: [literal] }] });
    }
    return;
  }
  if (!negated && addToEach(nested, condition, table)) return;
  const positive = negated ? { ...condition, negated: false } : condition;
  const open = nested.findIndex((one) => one.table.key === table.key && one.negated === negated);
  const known = nested[open];
  if (known && !negated && !known.where.some((one) => isSameColumn(one, condition)))
    nested[open] = { ...known, where: [...known.where, positive] };
  else nested.push({ kind: 'related', table, negated, where: [positive] });
}

/** "Both English and French are official": what is said of them holds for each. */
function addToEach(nested: Related[], condition: PlainCondition | AnyOf, table: Table): boolean {
  const isOne = ({ table: { key }, negated, where }: Related) =>
    key === table.key && !negated && where.some((one) => one.kind === 'among' && one.literals.length === 1);
  const [first, ...more] = nested.filter(isOne);
  if (!first || more.length === 0 || first.where.some((one) => isSameColumn(one, condition))) return false;
  for (const [at, one] of nested.entries())
    if (isOne(one)) nested[at] = { ...one, where: [...one.where, condition] };
  return true;
}

/** Two conditions on one column speak of two rows: directed by this one, and by that one. */
function isSameColumn(left: Condition, right: PlainCondition | AnyOf): boolean {
  if (left.kind === 'period' && right.kind === 'period')
    return left.column === right.column && isWhole(left) && isWhole(right);
  return left.kind === 'among' && right.kind === 'among' && left.column === right.column;
}

/** "In 2023", unlike "after 2023", which may be half of a span. */
function isWhole({ from, to }: { readonly from?: string; readonly to?: string }): boolean {
  return from !== undefined && to !== undefined;
}
