/** A name as SQL writes it, whatever it contains. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A text literal. Backslashes are plain characters: the migration sets standard_conforming_strings. */
export function quoteText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/** What stands behind `--`: a line break would end the comment. */
export function comment(text: string): string {
  return `-- ${text.replace(/[\s\p{Cc}]+/gu, ' ')}`;
}
