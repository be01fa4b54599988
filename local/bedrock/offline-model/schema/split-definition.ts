/** Splits a line of SQL into its code and the text after `--`, minding quotes. */
export function splitComment(line: string): { code: string; comment: string } {
  const quoted = /'(?:[^']|'')*'|"(?:[^"]|"")*"|--/g;
  for (const match of line.matchAll(quoted)) {
    if (match[0] === '--') {
      return { code: line.slice(0, match.index).trim(), comment: line.slice(match.index + 2).trim() };
    }
  }
  return { code: line.trim(), comment: '' };
}

/** Splits at commas outside quotes and parentheses. */
export function splitAtCommas(code: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const piece of code.match(/'(?:[^']|'')*'|"(?:[^"]|"")*"|[\s\S]/g) ?? []) {
    if (piece === '(') depth += 1;
    if (piece === ')') depth -= 1;
    if (piece === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += piece;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}
