import type { Step } from '../joins/join-path.ts';
import { pathTo } from '../joins/join-tree.ts';
import type { Condition, Related } from '../query/query.ts';
import { type Table, tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { denyTogether, type EventGroup } from './deny-together.ts';
import type { WriteContext } from './write-context.ts';

/**
 * "Bought prawns in 2025": one order has to meet both, so conditions that are reached over rows of the same table
 * become one subquery. Conditions on the same column keep theirs: they speak of several such rows.
 */
export function joinEvents(
  nested: readonly Related[],
  joined: readonly string[],
  context: WriteContext,
): Related[] {
  const groups = new Map<string, EventGroup['members']>();
  for (const related of nested) {
    const path = joined.includes(related.table.key)
      ? []
      : pathTo(context.schema, joined, related.table.key, context.choose);
    const key = eventKey(path) ?? `alone ${groups.size}`;
    groups.set(key, [...(groups.get(key) ?? []), { related, path }]);
  }
  return [...groups.values()].flatMap((members) => {
    const event = members[0]?.path.find(({ many }) => many)?.to;
    if (event === undefined || members.length < 2) return members.map(({ related }) => related);
    return joinGroup({ event: tableOf(context.schema, event), members }, context);
  });
}

/** The way to the first table of which a row meets several. */
function eventKey(path: readonly Step[]): string | undefined {
  const first = path.findIndex(({ many }) => many);
  if (first < 0) return undefined;
  return JSON.stringify(path.slice(0, first + 1).map(({ from, to, key }) => [from, to, key.columns]));
}

function joinGroup(group: EventGroup, context: WriteContext): Related[] {
  const related = group.members.map((one) => one.related);
  const isTold = (one: Related) => !one.negated && !one.count && one.where.length > 0;
  const told = related.filter(isTold);
  const counts = related.filter(({ count }) => count !== undefined);
  const bare = related.filter((one) => !one.negated && !one.count && one.where.length === 0);
  const denied = related.filter(({ negated }) => negated);
  if (told.length === 0) return related;
  if (denied.length > 0) return denyTogether(group, told, denied, (some) => joinTold(group, some, bare));
  if (counts.length > 0) return joinCount(group, counts, told, context);
  return joinTold(group, told, bare);
}

/** What is said once holds for each of what is said several times: "prawns and tea in 2025". */
function joinTold(group: EventGroup, told: readonly Related[], bare: readonly Related[]): Related[] {
  const crossed = (one: Related) =>
    group.members.some(
      ({ related, path }) => told.includes(related) && path.some(({ to }) => to === one.table.key),
    );
  const also = bare.filter((one) => !crossed(one)).map(({ table }) => table);
  const byTable = Map.groupBy(told, ({ table }) => table.key);
  if (byTable.size < 2 && also.length === 0) return [...told];
  refuseSeparate(told, group.event);
  const repeated = [...byTable.values()].filter(({ length }) => length > 1);
  const common = [...byTable.values()].filter(({ length }) => length === 1).flat();
  return rowsOf(told, repeated, group.event).map((rows) => ({
    kind: 'related',
    table: group.event,
    negated: false,
    where: [...rows, ...common].flatMap(({ where }) => where),
    also,
  }));
}

/** "Prawns in 2024 and tea in 2025" tells of two rows, each with a value and a year of its own. */
function rowsOf(
  told: readonly Related[],
  repeated: readonly (readonly Related[])[],
  event: Table,
): (readonly Related[])[] {
  const [first = [], ...others] = repeated;
  if (repeated.length === 0) return [[]];
  if (others.length === 0) return first.map((one) => [one]);
  const tables = told.filter((one) => repeated.some((some) => some.includes(one))).map(({ table }) => table);
  const alternate = tables.every((table, at) => table === tables[at % repeated.length]);
  if (!alternate || others.some(({ length }) => length !== first.length))
    throw new Unreadable(`it is not clear which conditions are about the same ${event.name}`);
  return first.map((_, at) => repeated.flatMap((some) => some[at] ?? []));
}

/** "Bought prawns and placed orders in 2025": one event, or two. */
function refuseSeparate(told: readonly Related[], event: Table): void {
  const clauses = new Set(told.flatMap(({ where }) => where.map(clauseOf)));
  if (clauses.size > 1)
    throw new Unreadable(`it is not clear whether all of this is said of the same row of ${event.name}`);
}

function clauseOf(condition: Condition): number {
  return condition.kind === 'related' ? 0 : (condition.clause ?? 0);
}

/** "More than 3 products from Japan": what is said of the rows that are counted. */
function joinCount(
  { event, members }: EventGroup,
  counts: readonly Related[],
  told: readonly Related[],
  { schema, choose }: WriteContext,
): Related[] {
  const [count, ...more] = counts;
  const path = members.find(({ related }) => related === count)?.path ?? [];
  const reached = path.map(({ to }) => to);
  const isOfCounted = ({ table: { key } }: Related) =>
    reached.includes(key) || !pathTo(schema, reached, key, choose).some(({ many }) => many);
  if (!count || more.length > 0 || !told.every(isOfCounted))
    throw new Unreadable(`it is not clear which rows of ${event.name} are counted`);
  return [{ ...count, where: [...count.where, ...told.flatMap(({ where }) => where)] }];
}
