import { CsvError, parse } from 'csv-parse';
import { MetadataRefused } from './metadata-refused.ts';
import { MOST_ROWS, type Sheet } from './sheet.ts';

const DELIMITERS = [',', ';', '\t'];

/** A CSV or TSV file in UTF-8; the delimiter is the one its first line has most of. */
export async function parseCsv(bytes: Uint8Array): Promise<Sheet> {
  try {
    return { rows: await parseRows(decode(bytes)) };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new MetadataRefused(`It is not a CSV file: ${error.message}.`);
  }
}

function parseRows(text: string): Promise<string[][]> {
  const options = {
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    trim: true,
    to: MOST_ROWS + 1,
  };
  return new Promise((resolve, reject) => {
    parse(text, options, (error, rows) => (error ? reject(error) : resolve(rows)));
  });
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new MetadataRefused('It is not UTF-8. In a spreadsheet program, save it as "CSV UTF-8".');
  }
}

function delimiterOf(text: string): string {
  const [line = ''] = text.split(/\r?\n/, 1);
  const count = (delimiter: string) => line.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}
