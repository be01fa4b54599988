import { promisify } from 'node:util';
import { type Options, parse } from 'csv-parse';
import * as z from 'zod';

export type ImportFormat = 'csv' | 'jsonl';

export interface ImportedPair {
  /** Of the file, counted from 1. */
  readonly line: number;
  readonly question: string;
  readonly sql: string;
  readonly source?: string;
}

export interface ImportError {
  readonly line: number;
  readonly message: string;
}

export const LONGEST_QUESTION = 2_000;
export const LONGEST_SQL = 8_000;

/** What a person approves: a question and the SQL that answers it. */
export const Pair = z.strictObject({
  question: z.string().trim().min(1).max(LONGEST_QUESTION),
  sql: z
    .string()
    .trim()
    .transform((sql) => sql.replace(/[\s;]+$/, ''))
    .pipe(z.string().min(1).max(LONGEST_SQL)),
});

const Line = Pair.extend({ source: z.string().optional() });

/** Reads a file of pairs: what can be read, and for each other line why it cannot. */
export async function readPairs(
  format: ImportFormat,
  text: string,
): Promise<{ pairs: ImportedPair[]; errors: ImportError[] }> {
  const pairs: ImportedPair[] = [];
  const errors: ImportError[] = [];
  const lines = format === 'csv' ? await csvLines(text) : jsonLines(text);
  for (const { line, value, problem } of lines) {
    const parsed = problem === undefined ? Line.safeParse(value) : undefined;
    if (parsed?.success) pairs.push({ line, ...parsed.data });
    else errors.push({ line, message: problem ?? problemOf(parsed?.error) });
  }
  return { pairs, errors };
}

interface FileLine {
  readonly line: number;
  readonly value?: unknown;
  readonly problem?: string;
}

function jsonLines(text: string): FileLine[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .map((json, at) => ({ json, line: at + 1 }))
    .filter(({ json }) => json.trim() !== '')
    .map(({ json, line }) => {
      try {
        return { line, value: JSON.parse(json) };
      } catch {
        return { line, problem: 'This line is not JSON.' };
      }
    });
}

const CsvRecord = z.object({ record: z.array(z.string()), info: z.object({ lines: z.int() }) });

const parseCsv = promisify<string, Options, unknown>(parse);
const CSV = { bom: true, info: true, relax_column_count: true, trim: true };

/** The first line names the columns; a record is told by the line that it begins on. */
async function csvLines(text: string): Promise<FileLine[]> {
  let rows: z.infer<typeof CsvRecord>[];
  try {
    rows = z.array(CsvRecord).parse(await parseCsv(text, CSV));
  } catch (error) {
    const why = error instanceof Error ? error.message : 'unknown form';
    return [{ line: 1, problem: `The file is not CSV: ${why}` }];
  }
  const [head, ...records] = rows;
  const names = head?.record.map((name) => name.toLowerCase()) ?? [];
  const missing = ['question', 'sql'].filter((name) => !names.includes(name));
  if (missing.length > 0)
    return [{ line: 1, problem: `The first line names no column ${missing.join(' and no ')}.` }];
  let last = head?.info.lines ?? 1;
  return records.flatMap(({ record, info }): FileLine[] => {
    const line = last + 1;
    last = info.lines;
    if (record.every((cell) => cell === '')) return [];
    if (record.length > names.length) return [{ line, problem: 'This line has more cells than the first.' }];
    const cells = record.map((cell, at) => [names[at] ?? '', cell]).filter(([, cell]) => cell !== '');
    return [{ line, value: Object.fromEntries(cells) }];
  });
}

function problemOf(error: z.ZodError | undefined): string {
  const [issue] = error?.issues ?? [];
  const field = issue?.path.join('.');
  return issue ? `${field ? `${field}: ` : ''}${issue.message}` : 'This line has an unknown form.';
}
