import { Readable } from 'node:stream';
import { parse } from 'csv-parse';
import type { ReaderConfigDefinition } from '../definition/definition.ts';
import type { JsonObject } from '../json.ts';

const DELIMITERS = { COMMA: ',', PIPE: '|', SEMICOLON: ';', SPACE: ' ', TAB: '\t' } as const;

/** An object of texts a row, named by the header. A short row has empty texts, what a long one has more is left out. */
export async function* csvItems(
  bytes: AsyncIterable<Uint8Array>,
  { CSVHeaders, CSVDelimiter = 'COMMA' }: ReaderConfigDefinition,
): AsyncGenerator<JsonObject> {
  let header = CSVHeaders;
  const options = { bom: true, relax_column_count: true, skip_empty_lines: true };
  const records: AsyncIterable<string[]> = Readable.from(bytes).pipe(
    parse({ ...options, delimiter: DELIMITERS[CSVDelimiter] }),
  );
  for await (const cells of records) {
    if (header) yield Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']));
    else header = cells;
  }
}
