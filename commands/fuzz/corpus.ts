import { readFileSync } from 'node:fs';
import * as z from 'zod';
import type { GuardScope } from '../../shared/sql-guard/guard-scope.ts';
import { scopeOf } from '../check-sql/schema-file.ts';
import { type Words, wordsOf } from './mutations.ts';

const Statement = z.object({ id: z.string(), dialect: z.string(), sql: z.string() });
export type Statement = z.infer<typeof Statement>;

const folder = new URL('../../test/data/sql-safety/', import.meta.url);
const read = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const linesOf = (name: string) => read(name).split('\n').filter(Boolean);

/** The statements of a JSON lines file, of one dialect. */
export const statementsOf = (name: string, dialect = 'postgres'): Statement[] =>
  linesOf(name)
    .map((line) => Statement.parse(JSON.parse(line)))
    .filter((statement) => statement.dialect === dialect);

/** The statements of a file with one on each line. */
export const plainStatements = (name: string): string[] =>
  linesOf(name).map((line) => line.replace(/;$/, ''));

/** The tables of the schema that the statements speak about. */
export const sampleScope = (): GuardScope => scopeOf(JSON.parse(read('postgres.schema.json')));

/** The script that makes that schema. */
export const schemaScript = (): string => read('schema.sql');

/** Everything to make mutants of. */
export function corpus(): Words[] {
  const listed = ['allow.jsonl', 'refuse.jsonl'].flatMap((name) => statementsOf(name).map(({ sql }) => sql));
  return [...listed, ...plainStatements('harmless.sql'), ...plainStatements('attacks.sql')].map(wordsOf);
}
