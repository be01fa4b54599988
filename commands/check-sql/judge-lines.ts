import * as z from 'zod';
import type { GuardScope } from '../../shared/sql-guard/guard-scope.ts';
import { type Dialect, judgeStatement } from '../../shared/sql-guard/judge-statement.ts';
import { idOf, parseJson } from '../lines/json-line.ts';

const Line = z.object({ id: z.union([z.string(), z.number()]), sql: z.string() });

export interface Answer {
  readonly id: string | number | null;
  readonly verdict: 'allow' | 'refuse' | 'error';
  readonly reason?: string | null;
  readonly code?: string;
  readonly fragment?: string;
}

/** One answer for every line that is not blank; a line that cannot be read gets one too. */
export async function* judgeLines(
  lines: AsyncIterable<string> | Iterable<string>,
  dialect: Dialect,
  scope: GuardScope,
): AsyncGenerator<Answer> {
  let number = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() !== '') yield await judgeLine(line, number, dialect, scope);
  }
}

async function judgeLine(line: string, number: number, dialect: Dialect, scope: GuardScope): Promise<Answer> {
  const document = parseJson(line);
  const parsed = Line.safeParse(document);
  if (!parsed.success) {
    const reason = `Line ${number} is no JSON object {"id": …, "sql": "…"}.`;
    return { id: idOf(document), verdict: 'error', reason };
  }
  const { id, sql } = parsed.data;
  try {
    return { id, reason: null, ...(await judgeStatement(dialect, sql, scope)) };
  } catch (error) {
    // Nothing is known of this statement: whoever reads the answer must not run it.
    return { id, verdict: 'refuse', reason: `The statement could not be checked: ${String(error)}` };
  }
}
