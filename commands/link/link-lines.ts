import * as z from 'zod';
import { idOf, parseJson } from '../lines/json-line.ts';
import type { Linker } from './linker.ts';

const Line = z.object({ id: z.union([z.string(), z.number()]), question: z.string() });

export interface Linked {
  readonly id: string | number | null;
  readonly tables: readonly string[];
  readonly columns: readonly string[];
  readonly tokens: number;
  readonly ms: number;
}

export interface Unreadable {
  readonly id: string | number | null;
  readonly error: string;
}

/** One answer for every line that is not blank; a line that cannot be read gets an error. */
export async function* linkLines(
  lines: AsyncIterable<string> | Iterable<string>,
  linker: Linker,
): AsyncGenerator<Linked | Unreadable> {
  let number = 0;
  for await (const line of lines) {
    number++;
    if (line.trim() !== '') yield linkLine(line, number, linker);
  }
}

function linkLine(line: string, number: number, linker: Linker): Linked | Unreadable {
  const document = parseJson(line);
  const parsed = Line.safeParse(document);
  if (!parsed.success) {
    return { id: idOf(document), error: `Line ${number} is no JSON object {"id": …, "question": "…"}.` };
  }
  const { id, question } = parsed.data;
  const start = performance.now();
  const linked = linker.link(question);
  return { id, ...linked, ms: Math.round((performance.now() - start) * 1000) / 1000 };
}
