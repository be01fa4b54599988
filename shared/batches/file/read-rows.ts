import { decoded } from '../../platform/text/decoded.ts';
import { csvRows } from './csv-rows.ts';
import { detectEncoding } from './detect-encoding.ts';
import { type FileRow, unusableFile } from './file-row.ts';
import { jsonLinesRows, jsonRows } from './json-rows.ts';

/** The rows of a file, read twice: its encoding is known only when all of it has been seen. */
export async function* readRows(
  name: string,
  open: () => Promise<AsyncIterable<Uint8Array>>,
): AsyncGenerator<FileRow> {
  const encoding = await detectEncoding(await open());
  const texts = decoded(await open(), encoding);
  try {
    yield* rowsOf(name, texts);
  } catch (error) {
    // Only a broken UTF-16 can fail to decode: UTF-8 has been seen through, and the last resort takes all.
    if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA')
      throw unusableFile(`The file looks like ${encoding.toUpperCase()} and is not.`);
    throw error;
  }
}

function rowsOf(name: string, texts: AsyncIterable<string>): AsyncIterable<FileRow> {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  switch (extension) {
    case 'json':
      return jsonRows(texts);
    case 'jsonl':
      return jsonLinesRows(texts);
    default:
      return csvRows(texts, extension === 'tsv');
  }
}
