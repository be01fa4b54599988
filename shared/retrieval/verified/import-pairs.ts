import * as z from 'zod';
import { CsvMalformed, type CsvRecord, csvRecords } from '../../platform/csv-records.ts';

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
export function readPairs(
  format: ImportFormat,
  text: string,
): { pairs: ImportedPair[]; errors: ImportError[] } {
  const pairs: ImportedPair[] = [];
  const errors: ImportError[] = [];
  const lines = format === 'csv' ? csvLines(text) : jsonLines(text);
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

/** The first line names the columns. */
function csvLines(text: string): FileLine[] {
  let records: CsvRecord[];
  try {
    records = csvRecords(text);
  } catch (error) {
    if (!(error instanceof CsvMalformed)) throw error;
    return [{ line: 1, problem: `The file is not CSV: ${error.message}` }];
  }
  const [head, ...rows] = records;
  const names = head?.cells.map((name) => name.toLowerCase()) ?? [];
  const missing = ['question', 'sql'].filter((name) => !names.includes(name));
  if (missing.length > 0)
    return [{ line: 1, problem: `The first line names no column ${missing.join(' and no ')}.` }];
  return rows.flatMap(({ line, cells }): FileLine[] => {
    if (cells.every((cell) => cell === '')) return [];
    if (cells.length > names.length) return [{ line, problem: 'This line has more cells than the first.' }];
    const filled = cells.map((cell, at) => [names[at] ?? '', cell]).filter(([, cell]) => cell !== '');
    return [{ line, value: Object.fromEntries(filled) }];
  });
}

function problemOf(error: z.ZodError | undefined): string {
  const [issue] = error?.issues ?? [];
  const field = issue?.path.join('.');
  return issue ? `${field ? `${field}: ` : ''}${issue.message}` : 'This line has an unknown form.';
}
