import { stringify } from 'csv-stringify/sync';
import type { Column, Row } from '../contracts/rows.ts';
import type { CopySink } from '../engines/copy-sink.ts';

export interface RowsCsvOptions {
  readonly header: boolean;
  readonly delimiter: string;
  readonly spreadsheetSafe: boolean;
}

type Cell = Row[number];

const FORMULA_START = /^[=+\-@\t\r]/;
const NUMERIC = /^(int|float|numeric|money|date|time|interval)/;

/**
 * Writes rows that come through code, for engines that cannot send CSV themselves: what COPY does for a fraction of
 * the time. Returns how many there were.
 */
export async function writeRows(
  sink: CopySink,
  columns: readonly Column[],
  rows: AsyncIterable<readonly Row[]>,
  options: RowsCsvOptions,
): Promise<number> {
  const isText = columns.map(({ type }) => !NUMERIC.test(type));
  const line = (cells: readonly Cell[], text: readonly boolean[]) =>
    Buffer.from(
      stringify([cells.map((cell, at) => cellText(cell, options.spreadsheetSafe && text[at] === true))], {
        delimiter: options.delimiter,
        quoted_empty: true,
      }),
    );
  if (options.header)
    await put(
      sink,
      line(
        columns.map(({ name }) => name),
        columns.map(() => true),
      ),
    );
  let count = 0;
  for await (const batch of rows) {
    for (const row of batch) await put(sink, line(row, isText));
    count += batch.length;
  }
  return count;
}

/** As PostgreSQL writes it: no value is an empty cell, an empty text a quoted one. */
function cellText(cell: Cell, isGuarded: boolean): string | null {
  if (cell === null) return null;
  if (typeof cell === 'boolean') return cell ? 't' : 'f';
  const text = typeof cell === 'object' ? JSON.stringify(cell) : String(cell);
  return isGuarded && FORMULA_START.test(text) ? `'${text}` : text;
}

/** Waits only when it must: a promise a row would cost more than the row. */
function put(sink: CopySink, line: Buffer): Promise<void> | undefined {
  if (!sink.hasRoom(line.length)) return sink.room(line.length).then(() => add(sink, line));
  add(sink, line);
  return undefined;
}

function add(sink: CopySink, line: Buffer): void {
  sink.beginRow(line.length);
  sink.write(line, 0, line.length);
}
