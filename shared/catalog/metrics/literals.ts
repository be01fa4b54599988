/** Text and quoted names, as far as they end and hold no backslash. */
const TEXT = /'(?:[^'\\]|'')*'/g;
const QUOTED_NAME = /"(?:[^"\\]|"")*"/g;

/** The expression without text and quoted names; a quote that is left belongs to one that does not end. */
export const withoutLiterals = (sql: string) => sql.replace(TEXT, '  ').replace(QUOTED_NAME, 'x');

/**
 * The names an expression may take for columns, each as its parts: `o.freight` has two. Function names are left out;
 * key words are not, and match no column.
 */
export function namesIn(sql: string): string[][] {
  const part = String.raw`(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)`;
  const name = new RegExp(String.raw`${part}(?:\s*\.\s*${part})*(?!\s*[\w(.])`, 'gu');
  return (sql.replace(TEXT, ' ').match(name) ?? []).map((found) =>
    (found.match(new RegExp(part, 'gu')) ?? []).map((each) =>
      each.startsWith('"') ? each.slice(1, -1).replaceAll('""', '"') : each.toLowerCase(),
    ),
  );
}
