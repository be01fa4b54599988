import { parentsOf } from '../joins/join-path.ts';
import { columnsOf, type Expression, type Query } from '../query/query.ts';
import { type Table, tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { refuseContradictions, refuseDeniedPaths } from './contradictions.ts';
import { dateColumn } from './date-column.ts';
import type { Draft } from './draft.ts';
import { usualOrder } from './grouping.ts';
import { happened } from './happened.ts';
import { selectOf } from './outputs.ts';
import { isPerGroup, shapePerGroup } from './per-group.ts';
import { refuseLoosePercents } from './percent.ts';
import { addSeriesPeriods, seriesOf } from './read-series.ts';
import { asShare } from './read-share.ts';
import { ownRowConditions, relatedConditions } from './related-conditions.ts';
import { isRepeating } from './repeating-values.ts';
import { refuseLooseOrder, shapeOf } from './shape.ts';

/** Fills in what the question left unsaid: what to show, how to group, what an absence means. */
export function completeQuery(draft: Draft): Query {
  if (draft.counting) countEntity(draft);
  if (draft.ranking) throw new Unreadable('it is not clear by what the top is measured');
  if (draft.negated) throw new Unreadable('it is not clear what is denied');
  refuseLoosePercents(draft);
  draft.conditions.push(...happened(draft));
  refuseContradictions(draft.conditions);
  if (draft.compares && draft.groups.length + draft.groupTables.length === 0)
    throw new Unreadable('it is not clear what is compared with what');
  if (draft.develops) addPeriods(draft);
  addSeriesPeriods(draft);
  const entity = entityOf(draft);
  refuseDeniedPaths(draft.schema, entity, draft.related);
  countWithinEntity(draft, entity);
  const { select, conditions } = asShare(draft, selectOf(draft, entity), [
    ...draft.conditions,
    ...relatedConditions(draft, entity),
    ...ownRowConditions(draft, entity),
  ]);
  const shape = isPerGroup(draft) ? shapePerGroup(draft, entity) : shapeOf(draft, select);
  refuseLoosePercent(draft, select);
  if (draft.distinct) refuseLooseOrder(draft, shape.select);
  return {
    ...shape,
    ...seriesOf(draft, shape),
    distinct: (draft.distinct || isRepeating(draft, shape.select)) && shape.groups.length === 0,
    entity,
    conditions,
    having: draft.having,
    order: draft.order.length > 0 ? draft.order : usualOrder(shape.groups, shape.select),
    ...(draft.limit !== undefined && { limit: draft.limit }),
    ...(draft.offset !== undefined && { offset: draft.offset }),
  };
}

/** "In percent" says how a share or a change is told; of other figures it would be lost. */
function refuseLoosePercent({ asksPercent, series }: Draft, select: readonly Expression[]): void {
  const isTold = select.some((one) => (one.kind === 'share' || one.kind === 'change') && one.percent);
  if (asksPercent && !isTold && !series)
    throw new Unreadable('it is not clear of what the percentage is taken');
}

/** "Cities that have more than one employee", city being a column of employees: groups are counted, not rows. */
function countWithinEntity(draft: Draft, entity: Table): void {
  draft.conditions = draft.conditions.filter((condition) => {
    if (condition.kind !== 'related' || condition.table.key !== entity.key) return true;
    if (!condition.count || condition.count.value === 'average')
      throw new Unreadable(`it is not clear which ${entity.name} are compared with which`);
    if (draft.entity && draft.entity !== entity && draft.groupTables.length === 0)
      throw new Unreadable(`it is not clear for each of what the ${entity.name} are counted`);
    const { comparison, value } = condition.count;
    draft.having.push({ by: { kind: 'count', table: entity }, comparison, value });
    return false;
  });
}

function countEntity(draft: Draft): void {
  if (!draft.entity) throw new Unreadable('it is not clear what is counted');
  draft.select.push({ kind: 'count', table: draft.entity });
}

/** The table whose rows are asked about: of the outputs, else the one named first. */
function entityOf(draft: Draft): Table {
  const counted = draft.select.find(({ kind }) => kind === 'count');
  if (counted?.kind === 'count') return counted.table;
  const named = draft.entity ?? draft.focus.at(-1);
  const columns = draft.select.flatMap(columnsOf);
  if (named && (columns.length === 0 || columns.some(({ table }) => table === named.key))) return named;
  if (named && columns.every(({ table }) => parentsOf(draft.schema, named.key).includes(table))) return named;
  const first = columns[0];
  if (first) return tableOf(draft.schema, first.table);
  const measured = draft.order.flatMap(({ by }) => columnsOf(by))[0];
  const table = named ?? draft.groupTables[0] ?? (measured && tableOf(draft.schema, measured.table));
  if (!table) throw new Unreadable('it names no table of the schema');
  return table;
}

/** "How did revenue change": figures for each month, unless other periods were named. */
function addPeriods(draft: Draft): void {
  if (draft.groups.some(({ kind }) => kind === 'bucket')) return;
  const column = dateColumn(draft);
  if (column?.kind !== 'date') throw new Unreadable('no date tells how it changed');
  draft.groups.push({ kind: 'bucket', unit: 'month', column });
  draft.assumptions.push('figures are shown by month');
}
