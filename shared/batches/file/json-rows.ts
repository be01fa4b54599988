import { jsonElements } from '../../platform/text/json-elements.ts';
import { textLines } from '../../platform/text/text-lines.ts';
import { type FileRow, unusableFile } from './file-row.ts';

/** The objects of a JSON array; the line of an element is its place in the array. */
export async function* jsonRows(texts: AsyncIterable<string>): AsyncGenerator<FileRow> {
  let line = 0;
  try {
    for await (const element of jsonElements(texts)) {
      line++;
      yield rowOf(element, line);
    }
  } catch (error) {
    if (error instanceof SyntaxError) throw unusableFile(`After ${line} questions: ${error.message}`);
    throw error;
  }
}

/** One object a line; a line that is none is a row that cannot be read. */
export async function* jsonLinesRows(texts: AsyncIterable<string>): AsyncGenerator<FileRow> {
  let line = 0;
  for await (const text of textLines(texts)) {
    line++;
    if (text.trim() !== '') yield parsedRow(text, line);
  }
}

function parsedRow(text: string, line: number): FileRow {
  try {
    return rowOf(JSON.parse(text), line);
  } catch {
    return { line, fields: {}, problem: 'The line is not JSON.' };
  }
}

function rowOf(value: unknown, line: number): FileRow {
  if (typeof value === 'string') return { line, fields: { question: value } };
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { line, fields: {}, problem: 'The row is no object with a question.' };
  }
  return { line, fields: Object.fromEntries(Object.entries(value)) };
}
