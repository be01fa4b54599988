import readXlsxFile from 'read-excel-file/universal';
import { MetadataRefused } from './metadata-refused.ts';
import { MOST_ROWS, type Sheet } from './sheet.ts';
import { unpackedSize } from './unpacked-size.ts';

const MOST_BYTES = 64_000_000;
const NO_WORKBOOK = 'It is not an Excel workbook (.xlsx).';

/** Every sheet of an Excel workbook, its cells as text. */
export async function parseXlsx(bytes: Uint8Array): Promise<Sheet[]> {
  const size = unpackedSize(bytes);
  if (size === undefined) throw new MetadataRefused(NO_WORKBOOK);
  if (size > MOST_BYTES) throw new MetadataRefused('Unpacked, it is larger than 64 MB.');
  try {
    const sheets = await readXlsxFile(new Blob([Uint8Array.from(bytes)]));
    return sheets.map(({ sheet, data }) => ({
      name: sheet,
      rows: data.slice(0, MOST_ROWS + 1).map((row) => row.map(cellText)),
    }));
  } catch (cause) {
    throw new MetadataRefused(NO_WORKBOOK, { cause });
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  return cell instanceof Date ? cell.toISOString().slice(0, 10) : String(cell).trim();
}
