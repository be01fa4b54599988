import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Row, SampleTable } from './rows/table.ts';

const CHUNK_CHARACTERS = 64 * 1024;
const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

/** Streams a table's rows into `northwind`, one chunk in memory at a time; `onRows` hears how many have gone. */
export async function copyRows(
  client: ClientBase,
  table: SampleTable,
  onRows: (rows: number) => void,
): Promise<void> {
  const target = client.query(copyFrom(`COPY northwind.${table.name} FROM STDIN`));
  await pipeline(Readable.from(chunks(table.rows(), onRows)), target);
}

function* chunks(rows: Iterable<Row>, onRows: (rows: number) => void): Generator<string> {
  let chunk = '';
  let count = 0;
  for (const row of rows) {
    chunk += `${row.map(copyText).join('\t')}\n`;
    count += 1;
    if (chunk.length < CHUNK_CHARACTERS) continue;
    yield chunk;
    onRows(count);
    chunk = '';
  }
  yield chunk;
  onRows(count);
}

function copyText(value: Row[number]): string {
  return value === null ? '\\N' : String(value).replace(/[\\\t\n\r]/g, (sign) => ESCAPES[sign] ?? sign);
}
