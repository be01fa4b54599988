import { readFile } from 'node:fs/promises';
import * as z from 'zod';

const Texts = z.union([
  z
    .string()
    .min(1)
    .transform((one) => [one]),
  z.array(z.string().min(1)),
]);

const SuiteRow = z
  .object({
    id: z.union([z.string().min(1), z.number()]),
    db: z.string().min(1).optional(),
    question: z.string().min(1),
    gold_sql: Texts.nullish(),
    gold_alternatives: Texts.nullish(),
    gold_sql_for: z.record(z.string(), Texts).default({}),
    ordered: z.boolean().nullish(),
    difficulty: z.union([z.string(), z.number().transform(String)]).nullish(),
  })
  .refine(({ gold_sql: one, gold_alternatives: some }) => (one?.length ?? 0) + (some?.length ?? 0) > 0, {
    message: 'gold_sql or gold_alternatives is needed',
  });

/** One question of a suite with everything that counts as a right answer. */
export interface SuiteQuestion {
  readonly id: string | number;
  readonly db?: string;
  readonly question: string;
  /** Reference queries; the rows of any of them are right. */
  readonly references: readonly string[];
  /** Reference queries in the names of another source that holds the same rows. */
  readonly referencesFor: Readonly<Record<string, readonly string[]>>;
  readonly ordered: boolean;
  readonly difficulty: string;
}

/** Reads a suite of JSON lines; throws with the line that is not a question, or that repeats an id. */
export async function readSuite(path: string): Promise<SuiteQuestion[]> {
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw new Error(`The suite ${path} could not be read`, { cause });
  });
  const questions = parseSuite(text, path);
  if (questions.length === 0) throw new Error(`The suite ${path} has no questions.`);
  return questions;
}

export function parseSuite(text: string, name: string): SuiteQuestion[] {
  const seen = new Set<string>();
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return [];
    const question = parseLine(line, `${name}, line ${index + 1}`);
    const id = String(question.id);
    if (seen.has(id)) {
      throw new Error(`${name}, line ${index + 1}: the id ${id} was there before.`);
    }
    seen.add(id);
    return [question];
  });
}

function parseLine(line: string, where: string): SuiteQuestion {
  const parsed = SuiteRow.safeParse(readJson(line, where));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`${where} is no question: ${issue?.path.join('.') || 'the row'}: ${issue?.message}`);
  }
  const row = parsed.data;
  return {
    id: row.id,
    ...(row.db && { db: row.db }),
    question: row.question,
    references: [...(row.gold_sql ?? []), ...(row.gold_alternatives ?? [])],
    referencesFor: row.gold_sql_for,
    ordered: row.ordered ?? false,
    difficulty: row.difficulty ?? 'unknown',
  };
}

function readJson(line: string, where: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`${where} is not JSON.`);
  }
}
