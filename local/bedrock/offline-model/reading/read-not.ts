import { parentsOf } from '../joins/join-path.ts';
import { yearPeriod } from '../linking/period.ts';
import { findSalesLines } from '../measures/sales-lines.ts';
import type { Condition, PlainCondition } from '../query/query.ts';
import { type Column, isFlag, isKey, tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { addCondition } from './add-condition.ts';
import { hintedDate } from './date-column.ts';
import type { Draft } from './draft.ts';
import { isOperator, itemsAt, operatorAt, skip, tableNamed } from './peek.ts';
import { pickItem } from './pick-item.ts';

/** "Without orders", "no region", "not in France", "not shipped yet". */
export function readNot(draft: Draft): boolean {
  const operator = operatorAt(draft);
  if (operator?.op === 'missing') return readMissing(draft);
  if (operator?.op === 'opposite') return readOpposite(draft);
  if (operator?.op !== 'not' && operator?.op !== 'without') return false;
  const next = skip(draft, draft.at + 1, 'filler', 'verb', 'of');
  draft.mode = 'where';
  if (readNotThen(draft, next)) return true;
  if (readUnsold(draft, next)) return true;
  if (readUndone(draft, next)) return true;
  draft.at = next;
  const table = ownColumn(draft, next) ? undefined : tableNamed(draft.chunks[next]);
  if (table && table.key !== draft.entity?.key) {
    draft.related.push({ table, negated: true, where: [] });
    draft.focus = [table, ...draft.focus.filter(({ key }) => key !== table.key)];
    draft.at = next + 1;
    return true;
  }
  const items = itemsAt(draft, next);
  if (items.length > 0 && !isFollowedByValue(draft, next)) {
    const picked = pickItem(draft, items, 'column');
    if (picked?.kind === 'column' && (operator.op === 'without' || picked.column.kind === 'date')) {
      draft.at = next + 1;
      if (!readNoneSuch(draft, picked.column)) addCondition(draft, absence(draft, picked.column));
      return true;
    }
  }
  draft.negated = true;
  return true;
}

/** "Unpaid invoices", "are inactive": those of which the yes-or-no column says no, or the date is empty. */
function readOpposite(draft: Draft): boolean {
  const { mode } = draft;
  draft.at += 1;
  const picked = pickItem(
    draft,
    itemsAt(draft, draft.at),
    'column',
    (column) => isFlag(column) || column.kind === 'date',
  );
  if (picked?.kind !== 'column') return false;
  const { column } = picked;
  const told: PlainCondition = isFlag(column)
    ? { kind: 'flag', column, negated: true }
    : { kind: 'null', column, negated: false };
  const table = tableOf(draft.schema, column.table);
  const isOwn =
    !draft.entity || [draft.entity.key, ...parentsOf(draft.schema, draft.entity.key)].includes(table.key);
  // "Patients with an unpaid invoice" have one that is not paid, whatever the others are.
  if (isOwn) addCondition(draft, told);
  else draft.conditions.push({ kind: 'related', table, negated: false, where: [told] });
  draft.mode = isOwn ? mode : 'where';
  draft.at += 1;
  return true;
}

/** "No units in stock" is a figure of 0, "no region" an empty value; "no price" may be either. */
function absence(draft: Draft, column: Column): Condition {
  const empty: PlainCondition = { kind: 'null', column, negated: false };
  if (isFlag(column)) return { kind: 'flag', column, negated: true };
  if (column.kind !== 'number' || isKey(draft.schema, column)) return empty;
  const zero: PlainCondition = { kind: 'compare', column, comparison: '=', value: 0 };
  const isOwn = column.table === draft.entity?.key;
  return Number(column.range?.[0]) === 0 || !isOwn
    ? zero
    : { kind: 'any', column, conditions: [zero, empty] };
}

/** "With unknown region", "whose region is missing". */
function readMissing(draft: Draft): boolean {
  const pending = draft.pending?.expression;
  if (pending?.kind === 'column') {
    draft.pending = undefined;
    draft.at += 1;
    addCondition(draft, { kind: 'null', column: pending.column, negated: false });
    return true;
  }
  const next = skip(draft, draft.at + 1);
  draft.at = next;
  const picked = pickItem(draft, itemsAt(draft, next), 'column');
  if (picked?.kind !== 'column') return false;
  draft.at = next + 1;
  addCondition(draft, { kind: 'null', column: picked.column, negated: false });
  return true;
}

function isFollowedByValue(draft: Draft, at: number): boolean {
  const kind = draft.chunks[skip(draft, at + 1)]?.kind;
  return kind === 'value' || kind === 'quoted' || kind === 'number' || kind === 'period';
}

/** "Not shipped (yet)": the date of the deed is empty. */
function readUndone(draft: Draft, next: number): boolean {
  const followed = draft.chunks[next];
  if (followed && !isOperator(draft, next, 'stop', 'and')) return false;
  const start = draft.at;
  draft.at = next;
  const column = hintedDate(draft);
  draft.at = column ? next : start;
  if (column) addCondition(draft, { kind: 'null', column, negated: false });
  return column !== undefined;
}

/** A column of the table asked about goes before another table of the same name. */
function ownColumn(draft: Draft, at: number): boolean {
  return itemsAt(draft, at).some(
    ({ item, score }) => item.kind === 'column' && score >= 0.95 && item.column.table === draft.entity?.key,
  );
}

/** "Never been sold": there are no sales lines. */
function readUnsold(draft: Draft, next: number): boolean {
  const followed = itemsAt(draft, next).length > 0 || draft.chunks[next]?.kind === 'value';
  const isSale = draft.chunks
    .slice(draft.at, next)
    .some(({ text }) => /^(sold|bought|purchased)$/i.test(text));
  const lines = findSalesLines(draft.schema)?.table;
  if (followed || !isSale || !lines) return false;
  draft.related.push({ table: lines, negated: true, where: [] });
  draft.focus = [lines, ...draft.focus];
  draft.at = next;
  return true;
}

/** "Ordered in 2025 but not in 2024": the deed spoken of before did not happen then. */
function readNotThen(draft: Draft, next: number): boolean {
  const chunk = draft.chunks[next];
  const year =
    chunk?.kind === 'number' && chunk.value > 1500 && chunk.value < 2200
      ? yearPeriod(chunk.value)
      : undefined;
  const period = chunk?.kind === 'period' ? chunk.period : year;
  const before = draft.conditions.find(
    (one) => one.kind === 'period' && one.column.table !== draft.entity?.key,
  );
  if (!period || before?.kind !== 'period') return false;
  const { column } = before;
  const where: Condition[] = [{ kind: 'period', column, ...period }];
  draft.conditions.push({
    kind: 'related',
    table: tableOf(draft.schema, column.table),
    negated: true,
    where,
  });
  draft.at = next + 1;
  return true;
}

/** What is not done yet is still to be done: some of them may be. */
const PENDING = /^(returned|closed|completed|finished|resolved|paid|delivered|discharged|settled)$/i;

/** "No discontinued products": rows of another table that must not exist. */
function readNoneSuch(draft: Draft, column: Column): boolean {
  const table = tableOf(draft.schema, column.table);
  const own = [draft.entity?.key ?? '', ...(draft.entity ? parentsOf(draft.schema, draft.entity.key) : [])];
  if (!draft.entity || own.includes(column.table) || (column.kind === 'number' && !isFlag(column)))
    return false;
  const isNamed = tableNamed(draft.chunks[draft.at]) === table;
  const deed = draft.chunks[draft.at - 1]?.text ?? '';
  if (PENDING.test(deed) && !draft.chunks.some(({ text }) => /^never$/i.test(text)))
    throw new Unreadable(`it is not clear whether all or only some are not ${deed}`);
  if (isFlag(column) !== isNamed) throw new Unreadable('it is not clear what is denied');
  const present: Condition = isFlag(column)
    ? { kind: 'flag', column, negated: false }
    : { kind: 'null', column, negated: true };
  draft.related.push({ table, negated: true, where: [present] });
  if (isNamed) draft.at += 1;
  return true;
}
