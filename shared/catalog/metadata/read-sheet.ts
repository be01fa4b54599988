import { FileEntry } from '../knowledge.ts';
import { type Field, type Headers, readHeaders } from './headers.ts';
import { MetadataRefused } from './metadata-refused.ts';
import { MOST_ROWS, type Sheet } from './sheet.ts';

/** Sheets of these names must be what they say; any other may hold what it likes. */
const EXPECTED_NAMES = /^(tables?|columns?|metrics?)$/i;
const MOST_PROBLEMS = 5;

const NEEDED: Readonly<Record<Headers['kind'], readonly Field[]>> = {
  table: ['table'],
  column: ['table', 'column'],
  metric: ['metric', 'sql'],
};

interface ReadSheet {
  readonly entries: readonly FileEntry[];
  readonly notes: readonly string[];
}

/** What a sheet says, by its headers. Throws MetadataRefused with the rows that are wrong, and why. */
export function readSheet(sheet: Sheet): ReadSheet {
  const where = sheet.name === undefined ? '' : `Sheet "${sheet.name}": `;
  const first = sheet.rows.findIndex((row) => row.some((cell) => cell !== ''));
  if (sheet.rows.length > MOST_ROWS) throw new MetadataRefused(`${where}It has more than ${MOST_ROWS} rows.`);
  const headers = readHeaders(sheet.rows[first] ?? []);
  if (!headers) return withoutHeaders(sheet, where);
  const missing = NEEDED[headers.kind].filter((field) => !headers.places.has(field));
  if (missing.length > 0) {
    throw new MetadataRefused(`${where}Row ${first + 1} lacks the header ${missing.join(', ')}.`);
  }
  const notes = headers.unknown.map((header) => `${where}The header "${header}" means nothing here.`);
  return { entries: readRows(sheet, first + 1, headers, where), notes };
}

function withoutHeaders({ name, rows }: Sheet, where: string): ReadSheet {
  const isEmpty = rows.every((row) => row.every((cell) => cell === ''));
  if (name !== undefined && !EXPECTED_NAMES.test(name)) return { entries: [], notes: [] };
  const what = isEmpty ? 'It is empty' : 'Its first row names neither "table" nor "column" nor "metric"';
  throw new MetadataRefused(`${where}${what}.`);
}

function readRows({ rows }: Sheet, from: number, headers: Headers, where: string): FileEntry[] {
  const problems: string[] = [];
  const seen = new Map<string, number>();
  const entries: FileEntry[] = [];
  rows.forEach((row, index) => {
    if (index < from || row.every((cell) => cell === '')) return;
    const read = readRow(row, headers);
    const entry = typeof read === 'string' ? undefined : read;
    const name = entry && nameOf(entry);
    const before = name === undefined ? undefined : seen.get(name);
    if (typeof read === 'string') problems.push(`row ${index + 1}: ${read}`);
    else if (before !== undefined) problems.push(`row ${index + 1} says again what row ${before} says`);
    if (name !== undefined) seen.set(name, index + 1);
    if (entry) entries.push(entry);
  });
  if (problems.length === 0) return entries;
  const more = problems.length > MOST_PROBLEMS ? `; and ${problems.length - MOST_PROBLEMS} more` : '';
  const text = problems.slice(0, MOST_PROBLEMS).join('; ') + more;
  throw new MetadataRefused(`${where}${text.charAt(0).toUpperCase()}${text.slice(1)}.`);
}

const nameOf = (entry: FileEntry) =>
  (entry.kind === 'metric'
    ? entry.name
    : `${entry.table}.${entry.kind === 'column' ? entry.column : ''}`
  ).toLowerCase();

/** The row as an entry, or what is wrong with it. */
function readRow(row: readonly string[], { kind, places }: Headers): FileEntry | string {
  const cell = (field: Field) => row[places.get(field) ?? -1] || undefined;
  const empty = NEEDED[kind].find((field) => cell(field) === undefined);
  if (empty) return `${empty} is empty`;
  const sensitive = readFlag(cell('sensitive'));
  if (sensitive === 'unclear') return `sensitive is neither yes nor no: "${cell('sensitive')}"`;
  const described = { description: cell('description'), synonyms: listOf(cell('synonyms')) };
  const written = {
    table: { kind, table: cell('table'), ...described },
    column: {
      ...{ kind, table: cell('table'), column: cell('column'), ...described },
      ...{ sampleValues: listOf(cell('sampleValues')), sensitive },
    },
    metric: {
      ...{ kind, name: cell('metric'), sql: cell('sql'), synonyms: listOf(cell('synonyms')) },
      ...{ definition: cell('description'), tables: listOf(cell('tables') ?? cell('table')) },
    },
  }[kind];
  const parsed = FileEntry.safeParse(written);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  return `${issue?.path.join('.')}: ${issue?.message}`;
}

function listOf(text: string | undefined): string[] | undefined {
  return text
    ?.split(/[;,|\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function readFlag(text: string | undefined): boolean | undefined | 'unclear' {
  if (text === undefined) return undefined;
  if (/^(yes|y|true|1|x)$/i.test(text)) return true;
  return /^(no|n|false|0)$/i.test(text) ? false : 'unclear';
}
