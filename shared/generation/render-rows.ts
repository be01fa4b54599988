import type { Column, Row } from '../contracts/rows.ts';

const MOST_ROWS = 20;
const LONGEST_CELL = 200;

interface Result {
  readonly columns: readonly Column[];
  /** The first rows. */
  readonly rows: readonly Row[];
  readonly rowCount: number;
  readonly truncated: boolean;
}

/**
 * The block `rows`: a line that says what the columns are (and what else is to be said of them), then a line of JSON
 * for each of the first rows.
 */
export function renderRows({ columns, rows, rowCount, truncated }: Result, more: object = {}): string {
  const head = JSON.stringify({ ...more, columns, rowCount, truncated });
  return [head, ...rows.slice(0, MOST_ROWS).map((row) => JSON.stringify(row.map(shorten)))].join('\n');
}

function shorten(cell: unknown): unknown {
  return typeof cell === 'string' && cell.length > LONGEST_CELL ? `${cell.slice(0, LONGEST_CELL)}…` : cell;
}
