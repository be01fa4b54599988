import { parentsOf } from '../joins/join-path.ts';
import type { ValueCandidate } from '../linking/chunk.ts';
import type { Operator } from '../linking/operators.ts';
import { displayColumns } from '../query/display-columns.ts';
import { type Column, type Table, tableOf } from '../schema/schema.ts';
import { Unreadable } from '../unreadable.ts';
import { addCondition } from './add-condition.ts';
import { ambiguous } from './ambiguous-column.ts';
import { destination, refuseUnspoken } from './destination.ts';
import type { Draft } from './draft.ts';
import { isOperator, itemsAt, skip, tableNamed } from './peek.ts';
import { resolveColumn } from './resolve-column.ts';
import { tellMeant } from './tell-meant.ts';

const EXACT_CASE = 0.05;

/** A known literal, or several joined by "or": the column they stand in must hold one of them. */
export function readValue(draft: Draft): boolean {
  const chunk = draft.chunks[draft.at];
  if (chunk?.kind !== 'value') return false;
  const known = literalFirst(chunk.candidates);
  const { column, literal } = chooseValue(draft, known, chunk.text);
  tellMeant(draft, known, column, literal, chunk.text);
  const own = [literal];
  draft.at += 1;
  draft.pending = undefined;
  const further = alternatives(draft, column);
  own.push(...further.literals);
  const negated = draft.negated;
  draft.negated = false;
  const mode = draft.mode;
  const all = further.all && !negated;
  addCondition(draft, { kind: 'among', column, literals: own, negated, ...(all && { all }) });
  if (draft.compares && own.length > 1) draft.groups.push({ kind: 'column', column });
  focusOn(draft, column);
  // A value before the name it describes ("French singers") leaves the asking part open.
  draft.mode = mode;
  skipOwnName(draft, column);
  return true;
}

/** "Chinese" is the language that is called so rather than the country it may stand for. */
function literalFirst(candidates: readonly ValueCandidate[]): readonly ValueCandidate[] {
  const literal = candidates.filter(({ isMeant }) => !isMeant);
  return literal.length > 0 ? literal : candidates;
}

function chooseValue(draft: Draft, candidates: readonly ValueCandidate[], text: string): ValueCandidate {
  const pending = draft.pending?.expression;
  if (pending?.kind === 'column') return pendingValue(draft, candidates, pending.column, text);
  const following = itemsAt(draft, draft.at + 1).flatMap(({ item }) =>
    item.kind === 'column' ? [item.column] : [],
  );
  const owner = tableBefore(draft, 'filler', 'of', 'relative', 'verb');
  const near = tableBefore(draft, 'filler', 'of');
  const told = candidates.filter(({ column }) => following.includes(column));
  const own = candidates.filter(({ column }) => column.table === owner?.key);
  const subject = isSubject(draft) ? candidates.filter(({ column }) => isName(draft, column)) : [];
  const open = ([told, subject, own].find((some) => some.length > 0) ?? candidates).map(
    ({ column, literal }) => ({
      item: { kind: 'column' as const, column },
      score: 1 + (literal === text ? EXACT_CASE : 0),
    }),
  );
  const column = resolveColumn(draft, eachColumnOnce(open));
  if (column && near && told.length === 0) refuseStranger(draft, near, column, text);
  if (!column) throw new Unreadable(`"${text}" stands in no column`);
  const goal = destination(draft, ofColumn(candidates, column, text));
  if (goal) return goal;
  if (told.length + subject.length + own.length === 0) refuseAmbiguous(draft, candidates, column);
  const ownValue = ownColumn(draft, column, text);
  if (ownValue) return ownValue;
  refuseUnspoken(draft, column, text);
  return ofColumn(candidates, column, text);
}

/** A column that holds several of the values meant is no choice between columns; the surest comes first. */
function eachColumnOnce<T extends { item: { column: Column }; score: number }>(
  candidates: readonly T[],
): T[] {
  const sorted = [...candidates].sort((left, right) => right.score - left.score);
  return sorted.filter(
    ({ item }, at) => sorted.findIndex((other) => other.item.column === item.column) === at,
  );
}

/** "Customers in London" can't mean the customers whose orders go to London. */
function refuseStranger(draft: Draft, owner: Table, column: Column, text: string): void {
  const table = tableOf(draft.schema, column.table);
  const belongs = table === owner || parentsOf(draft.schema, owner.key).includes(table.key);
  if (belongs || displayColumns(draft.schema, table).includes(column)) return;
  const names = owner.columns.some(({ kind, valuesComplete }) => kind === 'text' && !valuesComplete);
  if (names) throw new Unreadable(`"${text}" is no known value here`);
}

/** "Customers in London": the table named right before the value. */
function tableBefore(draft: Draft, ...passed: readonly Operator['op'][]): Table | undefined {
  let at = draft.at - 1;
  while (isOperator(draft, at, ...passed)) at -= 1;
  return tableNamed(draft.chunks[at]);
}

/** The value of the column named before it: listed there, in the table it points at, or possibly not listed. */
function pendingValue(
  draft: Draft,
  candidates: readonly ValueCandidate[],
  pending: Column,
  text: string,
): ValueCandidate {
  const listed =
    candidates.find((one) => one.column === pending) ??
    candidates.find((one) => refersTo(draft, pending, one.column));
  if (listed) return ofColumn(candidates, listed.column, text);
  const beside = candidates.some(({ column }) => column.table === pending.table);
  if (pending.kind === 'text' && !pending.valuesComplete && !beside)
    return { column: pending, literal: text };
  throw new Unreadable(`"${text}" is no known ${draft.pending?.text}`);
}

function ofColumn(candidates: readonly ValueCandidate[], column: Column, text: string): ValueCandidate {
  const literals = candidates.filter((one) => one.column === column).map(({ literal }) => literal);
  return { column, literal: literals.includes(text) ? text : (literals[0] ?? text) };
}

/** A value listed elsewhere only, while a table asked about has a column of that name with values not shown. */
function ownColumn(draft: Draft, found: Column, text: string): ValueCandidate | undefined {
  const named = [...draft.focus, ...draft.chunks.flatMap((chunk) => tableNamed(chunk) ?? [])];
  if (named.some(({ key }) => key === found.table)) return undefined;
  // What something else is called says nothing about a column that is called alike: every table has names.
  if (displayColumns(draft.schema, tableOf(draft.schema, found.table)).includes(found)) return undefined;
  const column = named
    .filter(({ key }) => !key.includes('@'))
    .flatMap(({ columns }) => columns)
    .find(({ name, kind }) => name === found.name && kind === 'text');
  if (column?.valuesComplete) throw new Unreadable(`"${text}" is no known ${column.name} here`);
  if (column) draft.assumptions.push(`"${text}" is taken as a value of ${column.name}`);
  return column && { column, literal: text };
}

/** "Its country is France" where country is a key into the table that holds the name. */
function refersTo(draft: Draft, key: Column, column: Column): boolean {
  return draft.schema.foreignKeys.some(
    ({ table, columns, refTable }) =>
      table === key.table && columns.includes(key.name) && refTable === column.table,
  );
}

/** "… or Germany": further values of the same column; `all` when they are joined by "and" alone. */
function alternatives(draft: Draft, column: Column): { literals: string[]; all: boolean } {
  const literals: string[] = [];
  let all = true;
  for (;;) {
    const next = skip(draft, draft.at, 'or', 'and', 'either', 'filler', 'relative');
    const chunk = draft.chunks[next];
    const joined = isOperator(draft, draft.at, 'or', 'and');
    const same = chunk?.kind === 'value' ? chunk.candidates.find((one) => one.column === column) : undefined;
    if (!joined || !same) return { literals, all: all && literals.length > 0 };
    if (draft.chunks.slice(draft.at, next).some((_, at) => isOperator(draft, draft.at + at, 'or')))
      all = false;
    literals.push(same.literal);
    draft.at = next + 1;
  }
}

/** "A cat that is 3 years old": what follows speaks of the row with this value. */
function focusOn(draft: Draft, column: Column): void {
  const table = tableOf(draft.schema, column.table);
  if (draft.focus.some(({ key }) => key === table.key) || !isOperator(draft, draft.at, 'relative', 'who'))
    return;
  draft.focus = [table, ...draft.focus];
}

/** "French citizenship": the name after the value adds nothing. */
function skipOwnName(draft: Draft, column: Column): void {
  const items = itemsAt(draft, draft.at);
  if (items.some(({ item, score }) => item.kind === 'column' && item.column === column && score > 0.6)) {
    const table = items.find(({ item }) => item.kind === 'table');
    if (!table) draft.at += 1;
  }
}

/** "How many orders does X have": whoever does something is a thing with a name. */
function isSubject(draft: Draft): boolean {
  return /^(do|does|did|has|have)$/i.test(draft.chunks[draft.at - 1]?.text ?? '');
}

function isName(draft: Draft, column: Column): boolean {
  return displayColumns(draft.schema, tableOf(draft.schema, column.table)).includes(column);
}

/** A country of whom? A value of several tables has to be tied to one that is spoken of. */
function refuseAmbiguous(draft: Draft, candidates: readonly ValueCandidate[], chosen: Column): void {
  const tables = new Set(candidates.map(({ column }) => column.table));
  const spoken = [...draft.focus, ...draft.chunks.flatMap((chunk) => tableNamed(chunk) ?? [])];
  if (tables.size < 2 || isName(draft, chosen) || spoken.some(({ key }) => key === chosen.table)) return;
  throw ambiguous(draft, eachTableOnce(candidates.map(({ column }) => column)));
}

function eachTableOnce(columns: readonly Column[]): Column[] {
  return columns.filter(({ table }, at) => columns.findIndex((other) => other.table === table) === at);
}
