import type { FileEntry, FileRelationship } from '../knowledge.ts';
import { MetadataRefused } from './metadata-refused.ts';
import { parseCsv } from './parse-csv.ts';
import { parseRelationships } from './parse-relationships.ts';
import { parseXlsx } from './parse-xlsx.ts';
import { readSheet } from './read-sheet.ts';
import type { Sheet } from './sheet.ts';

export interface MetadataContent {
  readonly entries: readonly FileEntry[];
  readonly relationships: readonly FileRelationship[];
  readonly notes: readonly string[];
}

/** What a metadata file says, by what its name ends with. Throws MetadataRefused when it can't be used. */
export async function readMetadataFile(name: string, bytes: Uint8Array): Promise<MetadataContent> {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  switch (extension) {
    case 'csv':
    case 'tsv':
      return glossaryOf([parseCsv(bytes)]);
    case 'xlsx':
      return glossaryOf(await parseXlsx(bytes));
    case 'yaml':
    case 'yml':
      return { entries: [], relationships: parseRelationships(new TextDecoder().decode(bytes)), notes: [] };
    default:
      throw new MetadataRefused('Metadata files are .csv, .tsv, .xlsx, or .yaml for relationships.');
  }
}

function glossaryOf(sheets: readonly Sheet[]): MetadataContent {
  const read = sheets.map(readSheet);
  const entries = read.flatMap((sheet) => sheet.entries);
  if (entries.length === 0) throw new MetadataRefused('It has no row that describes anything.');
  return { entries, relationships: [], notes: read.flatMap((sheet) => sheet.notes) };
}
