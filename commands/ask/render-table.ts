import type { Column, Row } from '../../shared/contracts/rows.ts';

const MAX_CELL_WIDTH = 60;
const NUMERIC = /^(int\d|float\d|numeric|money|oid)/;

/** Rows as text, columns lined up, numbers to the right. */
export function renderTable(columns: readonly Column[], rows: readonly Row[]): string {
  const cells = rows.map((row) => columns.map((_, index) => cellText(row[index])));
  const widths = columns.map(({ name }, index) =>
    Math.max(name.length, ...cells.map((row) => row[index]?.length ?? 0)),
  );
  const line = (texts: readonly string[]) =>
    texts
      .map((text, index) => pad(text, widths[index] ?? 0, NUMERIC.test(columns[index]?.type ?? '')))
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  return [line(columns.map((column) => column.name)), rule, ...cells.map(line)].join('\n');
}

function pad(text: string, width: number, isNumber: boolean): string {
  return isNumber ? text.padStart(width) : text.padEnd(width);
}

function cellText(value: Row[number] | undefined): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  const line = text.replace(/\s+/g, ' ');
  return line.length <= MAX_CELL_WIDTH ? line : `${line.slice(0, MAX_CELL_WIDTH - 1)}…`;
}
