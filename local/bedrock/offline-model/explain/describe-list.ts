import type { ResultRows } from '../prompt/result-rows.ts';
import { rowLabel } from './row-label.ts';
import {
  askedNoun,
  columnText,
  countText,
  figureText,
  isMeasure,
  isPeriod,
  listed,
  sentence,
} from './wording.ts';

/** As many are named in full; of longer lists the first ones. */
const SHORT = 5;
const SHOWN = 3;

/** Several rows: how many there are, and the first of them with their figures. */
export function describeList(result: ResultRows, question: string): string {
  const measures = result.columns.flatMap((column, at) => (isMeasure(column) ? [at] : []));
  const text = describeFigures(result, measures) ?? describePlain(result, measures, question);
  return result.truncated ? `${text} The list was cut off at the row limit.` : text;
}

/** Rows of one figure each, when they are ranked by it or run through time. */
function describeFigures(result: ResultRows, [measure, ...more]: readonly number[]): string | undefined {
  if (measure === undefined || more.length > 0) return undefined;
  const [first, second] = result.columns;
  if (first && second && result.columns.length === 2 && isPeriod(first))
    return describePeriods(result, measure);
  return falls(result, measure) ? describeRanking(result, measure) : undefined;
}

/** "Number of orders: 219 in 2023, 273 in 2024 and 338 in 2025." */
function describePeriods({ columns, rows, rowCount }: ResultRows, measure: number): string | undefined {
  const column = columns[measure];
  if (!column) return undefined;
  const isShort = rowCount <= SHORT;
  const shown = rows
    .slice(0, isShort ? SHORT : SHOWN)
    .map((row) => `${figureText(column, row[measure])} in ${rowLabel(columns, row)}`);
  const label = sentence(columnText(column.name));
  return isShort
    ? `${label}: ${listed(shown)}.`
    : `${label}: ${shown.join(', ')} and so on, ${countText(rowCount)} rows in all.`;
}

/** "Beverages has the highest revenue, 12, followed by Seafood (9) and Produce (8); 8 rows in all." */
function describeRanking({ columns, rows, rowCount }: ResultRows, measure: number): string | undefined {
  const column = columns[measure];
  const [first, ...others] = rows.slice(0, SHOWN);
  if (!column || !first || /^(highest|lowest|latest|earliest)/.test(column.name)) return undefined;
  const followers = others.map((row) => `${rowLabel(columns, row)} (${figureText(column, row[measure])})`);
  const all = rowCount > SHOWN ? `; ${countText(rowCount)} rows in all` : '';
  const most = /s sold$/.test(columnText(column.name)) ? 'most' : 'highest';
  const lead = `${rowLabel(columns, first)} has the ${most} ${columnText(column.name)}`;
  return `${lead}, ${figureText(column, first[measure])}, followed by ${listed(followers)}${all}.`;
}

function describePlain(
  { columns, rows, rowCount }: ResultRows,
  measures: readonly number[],
  question: string,
): string {
  const isShort = rowCount <= SHORT;
  const shown = rows.slice(0, isShort ? SHORT : SHOWN).map((row) => describeCells(columns, measures, row));
  const noun = measures.length > 0 ? 'rows' : askedNoun(question);
  const joined = shown.some((text) => text.includes(',')) ? shown.join('; ') : listed(shown);
  return `${countText(rowCount)} ${noun} match${isShort ? ':' : ', beginning with'} ${joined}.`;
}

function describeCells(
  columns: ResultRows['columns'],
  measures: readonly number[],
  row: readonly unknown[],
): string {
  const figures = columns.flatMap((column, at) =>
    measures.includes(at) ? [`${columnText(column.name)} ${figureText(column, row[at])}`] : [],
  );
  const label = rowLabel(columns, row);
  if (!label) return listed(figures);
  return figures.length > 0 ? `${label} (${listed(figures)})` : label;
}

/** Whether the rows are ordered from the largest figure down, and are told apart by a name. */
function falls({ columns, rows }: ResultRows, measure: number): boolean {
  const named = columns.some((column) => !isMeasure(column));
  const values = rows.map((row) => Number(row[measure] ?? Number.NEGATIVE_INFINITY));
  const sorted = values.every((value, at) => at === 0 || value <= (values[at - 1] ?? value));
  return named && sorted && values[0] !== values.at(-1);
}
