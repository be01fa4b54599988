import type { ResultRows } from '../prompt/result-rows.ts';
import { columnText, isFigure, sentence, valueText } from './wording.ts';

const SHOWN = 3;
const RANKED =
  /\b(top|most|least|highest|lowest|largest|smallest|best|worst|fewest|biggest|greatest|\w+est)\b/i;

/** Several rows: how many, and the first of them, with their figures. */
export function describeList(result: ResultRows, question: string): string {
  const ranked = RANKED.test(question) ? describeRanking(result) : undefined;
  const text = ranked ?? describePlain(result);
  return result.truncated ? `${text} The list was cut off at the row limit.` : text;
}

/** "The first is X with 12, followed by Y with 9." */
function describeRanking({ columns, rows }: ResultRows): string | undefined {
  const figure = columns.findIndex(({ type }, at) => at > 0 && isFigure(type));
  const [first, second] = rows;
  if (!first || !second || figure < 0) return undefined;
  const label = (row: readonly unknown[]) => `${labelOf(row, figure)} with ${valueText(row[figure])}`;
  return `The first by ${columnText(columns[figure]?.name ?? '')} is ${label(first)}, followed by ${label(second)}.`;
}

function labelOf(row: readonly unknown[], figure: number): string {
  return row
    .filter((_, at) => at < figure)
    .map(valueText)
    .join(' ');
}

function describePlain({ columns, rows, rowCount }: ResultRows): string {
  const shown = rows.slice(0, SHOWN).map((row) => describeCells(columns, row));
  const rest = rowCount > shown.length ? 'beginning with' : 'namely';
  return sentence(`${rowCount} rows match, ${rest} ${shown.join('; ')}.`);
}

function describeCells(columns: ResultRows['columns'], row: readonly unknown[]): string {
  if (columns.length === 1) return valueText(row[0]);
  return columns
    .map(({ name, type }, at) =>
      isFigure(type) ? `${columnText(name)} ${valueText(row[at])}` : valueText(row[at]),
    )
    .join(', ');
}
