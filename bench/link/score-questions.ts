import * as z from 'zod';
import { createLinker, indexCatalog } from '../../commands/link/linker.ts';
import type { Catalog } from '../../shared/contracts/catalog.ts';
import type { BenchLine } from '../bench-line.ts';

const Question = z.object({
  question: z.string(),
  /** In a pooled schema, where a table is called db.table. */
  db: z.string().optional(),
  gold_tables: z.array(z.string()),
  /** As table.column. */
  gold_columns: z.array(z.string()).default([]),
});
type Question = z.infer<typeof Question>;

const TABLE_COUNTS = [4, 8, 15];
const SCHEMA_TOKENS = 1_200;

/**
 * Of the questions whose tables are all in the schema: of how many all are shown, and, where they are, of how many
 * all needed columns are.
 */
export function scoreQuestions(catalog: Catalog, lines: string): BenchLine[] {
  const known = new Set(catalog.tables.map(({ schema, name }) => lower(schema ? `${schema}.${name}` : name)));
  const questions = lines
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => withFullNames(Question.parse(JSON.parse(line))))
    .filter(({ tables }) => tables.every((table) => known.has(table)));
  const index = indexCatalog(catalog);
  return TABLE_COUNTS.flatMap((maxTables) => {
    const linker = createLinker(catalog, index, { maxTables, schemaTokens: SCHEMA_TOKENS });
    const judged = questions.map(({ question, tables, columns }) => {
      const linked = linker.link(question);
      const hasTables = holds(linked.tables, tables);
      return { hasTables, hasColumns: hasTables && holds(linked.columns, columns), tokens: linked.tokens };
    });
    const found = judged.filter(({ hasTables }) => hasTables);
    const complete = found.filter(({ hasColumns }) => hasColumns);
    return [
      share(
        `all tables among ${maxTables}, of ${questions.length} questions`,
        found.length,
        questions.length,
      ),
      share(`all columns kept, of those found among ${maxTables}`, complete.length, found.length),
      {
        name: `schema shown with ${maxTables} tables, most`,
        value: Math.max(0, ...judged.map(({ tokens }) => tokens)),
        unit: 'tokens',
      },
    ];
  });
}

function withFullNames({ question, db, gold_tables, gold_columns }: Question) {
  const full = (name: string) => lower(db === undefined ? name : `${db}.${name}`);
  return { question, tables: gold_tables.map(full), columns: gold_columns.map(full) };
}

function holds(shown: readonly string[], needed: readonly string[]): boolean {
  const names = new Set(shown.map(lower));
  return needed.every((name) => names.has(name));
}

const lower = (name: string) => name.toLowerCase();

function share(name: string, count: number, of: number): BenchLine {
  return { name, value: Math.round((1000 * count) / Math.max(1, of)) / 10, unit: '%' };
}
