import type { AnswerRow } from './answer-row.ts';

const COLUMNS = [
  'id',
  'question',
  'status',
  'answer',
  'sql',
  'row_count',
  'first_rows',
  'link',
  'cost_usd',
  'error',
];

/** The header: our columns, then those of the file that are carried, renamed where they would be one of ours. */
export function csvHeader(carried: readonly string[]): string {
  return csvLine([...COLUMNS, ...carried.map((name) => (COLUMNS.includes(name) ? `input_${name}` : name))]);
}

export function csvRow(answer: AnswerRow, carried: readonly string[]): string {
  const { id, question, status, sql, rowCount, rows, link, costUsd, error } = answer;
  return csvLine([
    ...[id, question, status, answer.answer, sql, rowCount, rows && JSON.stringify(rows), link],
    ...[costUsd, error, ...carried.map((name) => answer.carried[name])],
  ]);
}

function csvLine(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(value: string | number | undefined): string {
  if (value === undefined) return '';
  const text = typeof value === 'number' ? String(value) : spreadsheetSafe(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** What a spreadsheet would take for a formula gets an apostrophe before it; numbers stay. */
function spreadsheetSafe(text: string): string {
  if (!/^[=+\-@\t\r]/.test(text) || /^[+-]?\d+(\.\d+)?$/.test(text)) return text;
  return `'${text}`;
}
