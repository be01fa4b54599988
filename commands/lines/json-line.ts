import * as z from 'zod';

/** What a line of JSON holds; undefined when it is none. */
export function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** The id a line has, however wrong the rest of it is. */
export function idOf(document: unknown): string | number | null {
  const parsed = z.object({ id: z.union([z.string(), z.number()]) }).safeParse(document);
  return parsed.success ? parsed.data.id : null;
}
