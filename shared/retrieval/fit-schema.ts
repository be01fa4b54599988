import { type CatalogTable, type Relationship, tableId } from '../contracts/catalog.ts';
import { estimateTokens } from '../model/model-use.ts';
import { type Interest, interestIn, type OrderedNote, orderColumns, orderNotes } from './column-order.ts';
import { lengthOf, renderSchema, type Shown } from './render-schema.ts';
import { type ColumnLine, schemaLines, type TableLines } from './schema-lines.ts';
import { columnNote, type NoteDetail, tableComment } from './schema-notes.ts';

export interface FittedSchema {
  readonly text: string;
  readonly tokens: number;
  readonly tables: readonly CatalogTable[];
  /** Columns shown, as schema.table.column. */
  readonly columns: readonly string[];
}

/** Values listed per column and characters of a description, from generous to short. */
const LEVELS: readonly NoteDetail[] = [
  { values: 12, description: 400 },
  { values: 8, description: 200 },
  { values: 4, description: 120 },
];
/** The least that is told of every column. */
const LEAST_TOLD: NoteDetail = { values: 2, description: 60 };
/** When not every column can be told about: the first that has room for those that need it. */
const SHORT_LEVELS: readonly NoteDetail[] = [
  { values: 4, description: 120 },
  { values: 2, description: 60 },
  { values: 0, description: 60 },
];
/** When not every column can even be named. */
const SHORTEST: NoteDetail = { values: 0, description: 40 };
/** Rather than show fewer columns a table than this, on average, the last table goes. */
const FEWEST_COLUMNS = 5;
/** In less room no note is worth looking for. */
const SHORTEST_NOTE = 12;
const CHARACTERS_PER_TOKEN = 4;

/**
 * The tables as text within a budget of tokens (four characters a token): values and descriptions are cut short first,
 * then some columns are named only, those of no interest whose names speak for themselves before others, then columns
 * of no interest go, the last of each table first, then the tables that ranked last. Keys stay as long as another
 * table may go. One column of the first table is shown whatever the budget.
 */
export function fitSchema(
  tables: readonly CatalogTable[],
  relationships: readonly Relationship[],
  interest: Interest,
  budget: number,
): FittedSchema {
  const lines = schemaLines(tables, relationships);
  const room = budget * CHARACTERS_PER_TOKEN;
  const bare = bareLength(lines);
  const shown =
    allTold(lines, interest, room - bare) ??
    someTold(lines, interest, room - bare) ??
    someNamed(lines, interest, room);
  if (!shown) return fitSchema(tables.slice(0, -1), relationships, interest, budget);
  const text = renderSchema(lines, shown);
  const all = lines.flatMap(({ columns }) => columns.map(({ id }) => id));
  return {
    text,
    tokens: estimateTokens(text),
    tables,
    columns: shown.columns ? all.filter((id) => shown.columns?.has(id)) : all,
  };
}

/** Without comments and notes. */
function bareLength(lines: readonly TableLines[]): number {
  let length = 0;
  for (const table of lines) {
    length += frameLength(table);
    for (const { sql } of table.columns) length += lengthOf.line(sql);
  }
  return length;
}

const frameLength = (table: TableLines) =>
  table.constraints.reduce((sum, { sql }) => sum + lengthOf.line(sql), lengthOf.frame(table));

/** All columns, something told of each, as much as there is room for. */
function allTold(lines: readonly TableLines[], interest: Interest, room: number): Shown | undefined {
  const least = told(lines, interest, room, LEAST_TOLD);
  if (!least) return undefined;
  for (const level of LEVELS) {
    const more = told(lines, interest, room, level);
    if (more) return more;
  }
  return least;
}

function told(
  lines: readonly TableLines[],
  interest: Interest,
  room: number,
  detail: NoteDetail,
): Shown | undefined {
  const comments = commentsOn(lines, detail);
  let left = room - commentLength(comments);
  const notes = new Map<string, string>();
  for (const column of columnsOf(lines)) {
    if (left < 0) return undefined;
    const note = noteOn(column, detail, interest);
    left -= lengthOf.note(note);
    notes.set(column.id, note);
  }
  return left < 0 ? undefined : { comments, notes };
}

/** All columns, something told of those that need it most. */
function someTold(lines: readonly TableLines[], interest: Interest, room: number): Shown | undefined {
  const ordered = orderNotes(lines, interest);
  let last: Shown | undefined;
  for (const level of SHORT_LEVELS) {
    const comments = commentsOn(lines, level);
    const left = room - commentLength(comments);
    if (left < 0) continue;
    const notes = notesWithin(ordered, interest, left, level);
    last = { comments, notes };
    if (ordered.every(({ line, isNeeded }) => !isNeeded || notes.has(line.id))) break;
  }
  return last;
}

function notesWithin(
  ordered: readonly OrderedNote[],
  interest: Interest,
  room: number,
  detail: NoteDetail,
): Map<string, string> {
  const notes = new Map<string, string>();
  let left = room;
  for (const { line } of ordered) {
    if (left < SHORTEST_NOTE) break;
    const note = noteOn(line, detail, interest);
    if (lengthOf.note(note) > left) continue;
    left -= lengthOf.note(note);
    notes.set(line.id, note);
  }
  return notes;
}

/** Keys and as many other columns as there is room for; undefined when a table has to go. */
function someNamed(lines: readonly TableLines[], interest: Interest, room: number): Shown | undefined {
  const ordered = orderColumns(lines, interest);
  const least = Math.min(ordered.length, lines.length * FEWEST_COLUMNS);
  const keys = ordered.filter(({ isKey }) => isKey);
  const needed = [...new Set([...keys, ...ordered.slice(0, least)])];
  const isLast = lines.length === 1;
  const comments = commentsOn(lines, SHORTEST);
  let left = lines.reduce((sum, table) => sum - frameLength(table), room - commentLength(comments));
  const [notes, columns] = [new Map<string, string>(), new Set<string>()];
  for (const [at, column] of [...needed, ...ordered.filter((one) => !needed.includes(one))].entries()) {
    const note = interestIn(column.id, interest) > 0 ? noteOn(column, SHORTEST, interest) : '';
    const length = lengthOf.line(column.sql) + lengthOf.note(note);
    const isShown = length <= left || (isLast && at === 0);
    if (!isShown && !isLast && at < needed.length) return undefined;
    if (!isShown) continue;
    left -= length;
    columns.add(column.id);
    notes.set(column.id, note);
  }
  return { comments, notes, columns };
}

const columnsOf = (lines: readonly TableLines[]) => lines.flatMap(({ columns }) => columns);

const noteOn = ({ id, column }: ColumnLine, detail: NoteDetail, { values }: Interest) =>
  columnNote(column, detail, values.get(id) ?? []);

const commentsOn = (lines: readonly TableLines[], detail: NoteDetail) =>
  new Map(lines.map(({ table }) => [tableId(table), tableComment(table, detail)]));

function commentLength(comments: ReadonlyMap<string, string>): number {
  let length = 0;
  for (const comment of comments.values()) length += lengthOf.comment(comment);
  return length;
}
