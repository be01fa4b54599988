import { Readable } from 'node:stream';
import { CsvError, type Info, parse } from 'csv-parse';
import { type FileRow, unusableFile } from './file-row.ts';

const MAX_RECORD_CHARACTERS = 1_000_000;
const DELIMITERS = [',', ';', '\t', '|'];

interface CsvRecord {
  readonly record: string[];
  readonly info: Info;
}

/** The rows of delimited text by the names in its header. The delimiter is the one its header has most of. */
export async function* csvRows(texts: AsyncIterable<string>, isTabbed: boolean): AsyncGenerator<FileRow> {
  const { first, all } = await firstLine(texts);
  const delimiter = isTabbed ? '\t' : delimiterOf(first);
  let header: string[] | undefined;
  let line = 1;
  for await (const { record, info } of records(all, delimiter)) {
    if (header) yield rowOf(header, record, line);
    else header = headerOf(record);
    line = info.lines + 1;
  }
  if (!header) throw unusableFile('The file is empty.');
}

async function* records(texts: AsyncIterable<string>, delimiter: string): AsyncGenerator<CsvRecord> {
  const options = { delimiter, info: true, bom: true, relax_column_count: true, skip_empty_lines: true };
  const parser = parse({ ...options, max_record_size: MAX_RECORD_CHARACTERS });
  const source = Readable.from(texts);
  source.on('error', (error) => parser.destroy(error));
  // With `info` each record comes with where it stands; the parser's types do not follow the option.
  const parsed = source.pipe(parser) as AsyncIterable<unknown> as AsyncIterable<CsvRecord>;
  try {
    yield* parsed;
  } catch (error) {
    if (error instanceof CsvError) throw unusableFile(error.message, Number(error.lines));
    throw error;
  }
}

function headerOf(cells: readonly string[]): string[] {
  const header = cells.map((cell) => cell.trim());
  const twice = header.find((name, index) => name !== '' && header.indexOf(name) < index);
  if (twice !== undefined) throw unusableFile(`The header has the column "${twice}" twice.`, 1);
  if (!header.some((name) => name.toLowerCase() === 'question')) {
    throw unusableFile('The header has no column named question.', 1);
  }
  return header;
}

function rowOf(header: readonly string[], cells: readonly string[], line: number): FileRow {
  const fields = Object.fromEntries(
    header.flatMap((name, index) => (name === '' ? [] : [[name, cells[index] ?? '']])),
  );
  const isLong = cells.slice(header.length).some((cell) => cell !== '');
  if (!isLong) return { line, fields };
  return { line, fields, problem: `The row has ${cells.length} cells, the header ${header.length}.` };
}

const delimiterOf = (header: string) =>
  DELIMITERS.reduce(
    (best, each) => (header.split(each).length > header.split(best).length ? each : best),
    ',',
  );

/** The first line, and the whole text with it. */
async function firstLine(texts: AsyncIterable<string>) {
  const iterator = texts[Symbol.asyncIterator]();
  let head = '';
  while (!head.includes('\n')) {
    const next = await iterator.next();
    if (next.done) break;
    head += next.value;
  }
  async function* all() {
    yield head;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  }
  return { first: head.split('\n')[0] ?? '', all: all() };
}
