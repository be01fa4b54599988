import { parentsOf } from '../joins/join-path.ts';
import type { Direction, Operator } from '../linking/operators.ts';
import { displayColumns } from '../query/display-columns.ts';
import type { Expression } from '../query/query.ts';
import { type Column, isKey, type Table, tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { hintedDate, mainDate } from './date-column.ts';
import type { Draft } from './draft.ts';
import { mention, project } from './mention.ts';
import { isOperator, itemsAt, operatorAt, skip, tableAhead, tableNamed } from './peek.ts';
import { pickItem } from './pick-item.ts';
import { verbDate } from './read-when.ts';
import { readMostValuable, readOrderValue } from './read-worth.ts';
import { type Scaled, scaleColumn } from './scale-column.ts';

type Superlative = Extract<Operator, { op: 'superlative' }>;

/** "The most expensive product", "with the highest price", "has the most orders". */
export function readSuperlative(draft: Draft): boolean {
  const operator = operatorAt(draft);
  if (operator?.op !== 'superlative') return false;
  const text = draft.chunks[draft.at]?.text ?? '';
  const start = draft.at;
  draft.at = skip(draft, draft.at + 1, 'filler', 'of', 'distinct');
  if (readFirst(draft, operator)) return true;
  if (operator.adjective === 'valuable' && readMostValuable(draft, operator.direction)) return true;
  if (!operator.adjective && readOrderValue(draft, operator.direction)) return true;
  if (readByCount(draft, operator)) return true;
  if (readByAggregate(draft, operator)) return true;
  if (readByName(draft, operator)) return true;
  if (readPending(draft, operator)) return true;
  if (operator.adjective && readByAdjective(draft, operator, operator.adjective)) return true;
  if (operator.adjective && readNamedBehind(draft, operator.adjective, operator.direction)) return true;
  draft.at = start;
  throw new Unreadable(`"${text}" has no measure in the tables shown`);
}

/** "The highest number of orders", "the most orders". */
function readByCount(draft: Draft, { direction, adjective }: Superlative): boolean {
  const counted = isOperator(draft, draft.at, 'count');
  const at = counted ? skip(draft, draft.at + 1, 'filler', 'of', 'distinct') : draft.at;
  const table = tableNamed(draft.chunks[at]);
  const owner = draft.entity !== undefined || draft.select.length > 0 || draft.askedUnit !== undefined;
  if (counted && !owner && draft.limit === undefined) {
    draft.outer = direction === 'desc' ? 'max' : 'min';
    return true;
  }
  if (!table || !(counted || (owner && !adjective && table !== draft.entity))) return false;
  draft.at = at + 1;
  rank(draft, { kind: 'count', table }, direction);
  noteTable(draft, table);
  return true;
}

/** "The highest average price": a figure of each group is ranked. */
function readByAggregate(draft: Draft, { direction }: Superlative): boolean {
  const operator = operatorAt(draft);
  if (operator?.op !== 'aggregate' || (!draft.entity && draft.select.length === 0)) return false;
  const next = skip(draft, draft.at + 1);
  const before = draft.at;
  draft.at = next;
  const picked = pickItem(draft, itemsAt(draft, next), 'column', ({ kind }) => kind === 'number');
  draft.at = before;
  const isOwn = picked?.kind === 'column' && picked.column.table === draft.entity?.key;
  if (!picked || picked.kind === 'table' || isOwn || (picked.kind === 'measure' && operator.fn !== 'sum'))
    return false;
  draft.at = next + 1;
  rank(
    draft,
    picked.kind === 'column' ? { kind: 'aggregate', fn: operator.fn, column: picked.column } : picked,
    direction,
  );
  return true;
}

/** "The highest price": the measure is named. */
function readByName(draft: Draft, { direction, adjective }: Superlative): boolean {
  const items = itemsAt(draft, draft.at);
  if (adjective && tableNamed(draft.chunks[draft.at])) return false;
  const picked = pickItem(draft, items, 'column', ({ kind }) => kind === 'number' || kind === 'date');
  if (!picked || picked.kind === 'table') return false;
  draft.at += 1;
  const up = adjective ? scaleDirection(adjective, direction) : direction;
  if (picked.kind === 'column' && isAskedFor(draft) && !asksWho(draft, picked.column)) {
    project(draft, { kind: 'aggregate', fn: up === 'desc' ? 'max' : 'min', column: picked.column });
  } else rank(draft, picked, up);
  return true;
}

/** "Whose price is the highest": the measure was named before. */
function readPending(draft: Draft, { direction, adjective }: Superlative): boolean {
  const expression = draft.pending?.expression;
  if (!expression) return false;
  draft.pending = undefined;
  rank(draft, expression, adjective ? scaleDirection(adjective, direction) : direction);
  return true;
}

/** "The oldest employee": the adjective tells what is measured. */
function readByAdjective(draft: Draft, { direction }: Superlative, adjective: string): boolean {
  const done = ['early', 'recent'].includes(adjective) ? hintedDate(draft) : undefined;
  if (done) {
    if (!draft.entity && draft.select.length === 0) mention(draft, tableOf(draft.schema, done.table));
    rank(draft, { kind: 'column', column: done }, scaleDirection(adjective, direction));
    return true;
  }
  const following = tableNamed(draft.chunks[draft.at]);
  const tables = [
    following,
    tableAhead(draft, draft.at),
    draft.focus[0],
    draft.entity,
    ...draft.focus,
    ...parentTables(draft, following ?? draft.entity ?? draft.focus[0]),
  ];
  for (const table of tables) {
    const scaled =
      table && (timed(draft, table, adjective, direction) ?? scaleColumn(draft, table, adjective, direction));
    if (!scaled || !table) continue;
    if (following === table) {
      draft.at += 1;
      mention(draft, table);
    }
    rank(draft, { kind: 'column', column: scaled.column }, scaled.direction);
    return true;
  }
  return false;
}

/** "The smallest countries by surface area": the measure is named behind. */
function readNamedBehind(draft: Draft, adjective: string, direction: Direction): boolean {
  const table = tableNamed(draft.chunks[draft.at]);
  if (!table || !isOperator(draft, draft.at + 1, 'by')) return false;
  mention(draft, table);
  draft.ranking = { direction: scaleDirection(adjective, direction) };
  draft.limit ??= 1;
  draft.at += 1;
  return true;
}

/** Without anything asked for before it, "the highest price" is itself the answer. */
/** "Who has the highest GPA": the rows of the figure are people, told by their names. */
function asksWho(draft: Draft, { table: key }: Column): boolean {
  if (!isOperator(draft, 0, 'who')) return false;
  const table = tableOf(draft.schema, key);
  const names = displayColumns(draft.schema, table);
  if (names.some((column) => isKey(draft.schema, column) || column.kind !== 'text'))
    throw new Unreadable('it is not clear who is asked for');
  mention(draft, table);
  return true;
}

function isAskedFor(draft: Draft): boolean {
  const owner = draft.entity ?? draft.askedUnit;
  return draft.mode === 'select' && draft.select.every(({ kind }) => kind === 'aggregate') && !owner;
}

function rank(draft: Draft, by: Expression, direction: Direction): void {
  if (draft.figure && isListed(draft))
    throw new Unreadable('several figures of different kinds are beyond me');
  draft.order.push({ by, direction });
  draft.ranking = undefined;
  draft.limit ??= 1;
}

/** "How many people live in Asia, and what is the largest …": a second question. */
function isListed({ chunks, at }: Draft): boolean {
  const before = chunks.slice(0, at).map(({ text }) => text.toLowerCase());
  const last = Math.max(before.lastIndexOf('and'), before.lastIndexOf(','));
  return last > 0 && before.slice(last).includes('what');
}

function noteTable(draft: Draft, table: Table): void {
  draft.focus = [...draft.focus.filter(({ key }) => key !== table.key), table];
}

function scaleDirection(adjective: string, direction: Direction): Direction {
  return ['young', 'early', 'cheap', 'small', 'short', 'light', 'slow'].includes(adjective)
    ? direction === 'desc'
      ? 'asc'
      : 'desc'
    : direction;
}

/** "By price, most expensive first": which way the list runs. */
function readFirst(draft: Draft, { direction, adjective }: Superlative): boolean {
  const [only, ...more] = draft.order;
  if (draft.chunks[draft.at]?.text.toLowerCase() !== 'first' || !only || more.length > 0) return false;
  draft.order = [{ by: only.by, direction: adjective ? scaleDirection(adjective, direction) : direction }];
  draft.at += 1;
  return true;
}

/** "The last employee hired", "the latest order": the date of the verb that follows, else the table's own. */
function timed(draft: Draft, table: Table, adjective: string, direction: Direction): Scaled | undefined {
  if (!['early', 'recent'].includes(adjective)) return undefined;
  const column = verbDate(draft, draft.at + 1, table) ?? mainDate(table);
  return column?.kind === 'date' ? { column, direction: scaleDirection(adjective, direction) } : undefined;
}

/** "The tallest player", heights being those of people: what each row belongs to. */
function parentTables({ schema }: Draft, table: Table | undefined): Table[] {
  return table ? parentsOf(schema, table.key).map((key) => tableOf(schema, key)) : [];
}
