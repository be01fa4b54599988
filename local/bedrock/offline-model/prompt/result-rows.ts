import * as z from 'zod';

const header = z.object({
  columns: z.array(z.object({ name: z.string(), type: z.string() })),
  rowCount: z.number(),
  truncated: z.boolean().default(false),
  tied: z.boolean().default(false),
});

export interface ResultRows extends z.infer<typeof header> {
  readonly rows: readonly (readonly unknown[])[];
}

/** Reads the `<rows>` block: a JSON header, then one JSON array a row; undefined when it is not of that shape. */
export function parseResultRows(text: string): ResultRows | undefined {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const head = header.safeParse(readJson(lines[0]));
  if (!head.success) return undefined;
  const rows = lines.slice(1).flatMap((line) => {
    const row = z.array(z.unknown()).safeParse(readJson(line));
    return row.success ? [row.data] : [];
  });
  return { ...head.data, rows };
}

function readJson(line: string | undefined): unknown {
  try {
    return JSON.parse(line ?? '');
  } catch {
    return undefined;
  }
}
