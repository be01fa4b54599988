import { CsvMalformed, csvRecords } from '../../platform/csv-records.ts';
import { MetadataRefused } from './metadata-refused.ts';
import { MOST_ROWS, type Sheet } from './sheet.ts';

/** A CSV or TSV file in UTF-8. */
export function parseCsv(bytes: Uint8Array): Sheet {
  const text = decode(bytes);
  try {
    return { rows: csvRecords(text, MOST_ROWS + 1).map(({ cells }) => cells) };
  } catch (error) {
    if (!(error instanceof CsvMalformed)) throw error;
    throw new MetadataRefused(`It is not a CSV file: ${error.message}`);
  }
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new MetadataRefused('It is not UTF-8. In a spreadsheet program, save it as "CSV UTF-8".');
  }
}
