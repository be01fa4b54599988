import { readFileSync } from 'node:fs';

/** The text of a file in sql/. */
export function sqlFile(name: string): string {
  return readFileSync(new URL(`sql/${name}`, import.meta.url), 'utf8');
}
