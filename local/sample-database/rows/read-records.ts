import { readFileSync } from 'node:fs';

/** The records of a file beside this one: separated by semicolons, named by its first line. */
export function readRecords<Field extends string>(
  file: string,
  ...fields: readonly Field[]
): Record<Field, string>[] {
  const [header = '', ...lines] = readFileSync(new URL(file, import.meta.url), 'utf8')
    .trimEnd()
    .split('\n');
  const names = header.split(';');
  return lines.map((line) => {
    const values = line.split(';');
    const entries = fields.map((field) => [field, values[names.indexOf(field)] ?? '']);
    // The entries are made from the fields asked for.
    return Object.fromEntries(entries) as Record<Field, string>;
  });
}
