import { parentsOf } from '../joins/join-path.ts';
import type { Candidate } from '../lexicon/item.ts';
import { plainWord } from '../linking/plain-words.ts';
import type { Condition } from '../query/query.ts';
import { type Column, isFlag, type Table, tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { addCondition, isConditioned } from './add-condition.ts';
import { askItem } from './ask-item.ts';
import { countItem } from './count-item.ts';
import type { Draft } from './draft.ts';
import { isFollowedByOwnValue, isMereVerb, isParticiple, isPredicate } from './item-role.ts';
import { isPlainName } from './name-of.ts';
import { objectOfDeed } from './object-of-deed.ts';
import { isOperator, itemsAt, skip } from './peek.ts';
import { settlePending } from './pending.ts';
import { type Picked, pickItem } from './pick-item.ts';
import { isRepeatedByName, readNameOf } from './read-name.ts';

/** Half a name makes no condition: "times" is not "is full time". */
const SURE_FLAG = 0.75;

/** A name: asked for, counted, or the subject of a condition, by where it stands. */
export function readItem(draft: Draft): boolean {
  if (isOperator(draft, draft.at, 'nameOf')) return readNameOf(draft);
  const items = itemsAt(draft, draft.at);
  if (items.length === 0) return false;
  const text = draft.chunks[draft.at]?.text ?? '';
  if (draft.mode === 'select' && !draft.counting && isPlainName(text)) {
    if (isRepeatedByName(draft)) return true;
    if (readNameOf(draft)) return true;
  }
  const isPossessed = /^(whose|their|its)$/i.test(draft.chunks[draft.at - 1]?.text ?? '');
  if (draft.mode === 'where' && isPossessed && isPlainName(text) && readNameOf(draft)) return true;
  const picked = pickItem(draft, items, 'table');
  if (!picked) return false;
  const object = picked.kind === 'measure' ? objectOfDeed(draft, text) : undefined;
  if (object) {
    draft.mode = 'where';
    describe(draft, { kind: 'table', table: object }, text);
    draft.at += 1;
    return true;
  }
  const isSaid = picked.kind === 'column' && isFlag(picked.column) && isPredicate(draft);
  if (isSaid && (items[0]?.score ?? 0) < SURE_FLAG) return false;
  if (picked.kind === 'column' && isSaid) addFlag(draft, picked.column);
  else if (draft.counting) countItem(draft, picked, draft.counting.distinct);
  else if (picked.kind === 'column' && isFollowedByOwnValue(draft, picked.column))
    describe(draft, picked, text);
  else if (picked.kind === 'column' && isMereVerb(draft, picked.column, text)) draft.mode = 'where';
  else if (picked.kind === 'measure' && isShown(draft, picked)) draft.mode = 'where';
  else if (picked.kind !== 'table' && isComparedVerb(draft, picked, text)) describe(draft, picked, text);
  else if (draft.mode === 'select' && !isParticiple(draft, text)) askItem(draft, picked);
  else if (picked.kind === 'table' && namesSomethingElse(draft, picked.table, items)) return false;
  else describe(draft, picked, text);
  draft.at += 1;
  return true;
}

function addFlag(draft: Draft, column: Column): void {
  const { mode } = draft;
  const subject = draft.negated ? subjectOf(draft, column) : undefined;
  if (subject) {
    const where: Condition[] = [subject, { kind: 'flag', column, negated: false }];
    draft.conditions.pop();
    draft.conditions.push({
      kind: 'related',
      table: tableOf(draft.schema, column.table),
      negated: true,
      where,
    });
  } else addCondition(draft, { kind: 'flag', column, negated: draft.negated });
  draft.negated = false;
  draft.mode = mode;
}

/** "Where English is not the official language": no row says both. */
function subjectOf(draft: Draft, { table }: Column): Condition | undefined {
  const last = draft.conditions.at(-1);
  const isSubject = last?.kind === 'among' && !last.negated && last.column.table === table;
  const own = draft.entity && [draft.entity.key, ...parentsOf(draft.schema, draft.entity.key)];
  return isSubject && own && !own.includes(table) ? last : undefined;
}

function describe(draft: Draft, picked: Picked, text: string): void {
  if (picked.kind === 'table') {
    const { table } = picked;
    const known = draft.focus.some(({ key }) => key === table.key);
    draft.focus = [table, ...draft.focus.filter(({ key }) => key !== table.key)];
    // "But not by customers from …": the table was read before what is denied.
    if (draft.negated && (draft.pending || known)) throw new Unreadable('it is not clear what is denied');
    const denied = draft.related.at(-1);
    if (denied?.negated && !isOperator(draft, draft.at - 1, 'and')) {
      if (parentsOf(draft.schema, denied.table.key).includes(table.key)) return;
      throw new Unreadable('it is not clear how far the denial goes');
    }
    if (!known) draft.related.push({ table, negated: draft.negated, where: [] });
    draft.negated = false;
    return;
  }
  if (picked.kind === 'column' && isConditioned(draft, picked.column)) return;
  settlePending(draft);
  draft.pending = { expression: picked, text, at: draft.at };
}

/** "How much did customers spend": the measure was read with the first words. */
function isShown(draft: Draft, { measure }: Extract<Picked, { kind: 'measure' }>): boolean {
  return draft.select.some((one) => one.kind === 'measure' && one.measure === measure);
}

/** "The type Online stores", type being a mere synonym of a table that holds no such value. */
function namesSomethingElse(draft: Draft, table: Table, items: readonly Candidate[]): boolean {
  const score = items.find(({ item }) => item.kind === 'table' && item.table === table)?.score ?? 0;
  const next = draft.chunks[skip(draft, draft.at + 1)];
  return (
    score > 0 &&
    score < 0.95 &&
    next?.kind === 'value' &&
    !next.candidates.some(({ column }) => column.table === table.key)
  );
}

/** "Customers that spent more than …", "books that cost between …": what the verb measures is compared. */
function isComparedVerb(draft: Draft, { kind }: Picked, text: string): boolean {
  const isVerb =
    kind === 'measure' || (draft.entity !== undefined && plainWord(text.toLowerCase())?.op === 'verb');
  return isVerb && isOperator(draft, skip(draft, draft.at + 1), 'compare', 'between');
}
