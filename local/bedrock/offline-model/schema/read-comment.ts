export interface ColumnComment {
  readonly description: string;
  /** Other names: `also: staff, people`. */
  readonly synonyms: readonly string[];
  readonly values: readonly string[];
  readonly valuesComplete: boolean;
  readonly range?: readonly [string, string];
  /** A relationship told in words: `[FK: table.column]`. */
  readonly reference?: string;
}

/** Reads `description | also: a, b | values: 'a', 'b', … | range: x to y | empty in n% of rows`, each part optional. */
export function readComment(comment: string): ColumnComment {
  const reference = /\[FK:\s*([^\]\s]+)\s*\]/i.exec(comment)?.[1];
  const parts = comment.replace(/\[FK:[^\]]*\]/gi, '').split(' | ');
  const values = parts.find((part) => /^\s*values:/i.test(part)) ?? '';
  const range = /^\s*range:\s*(.+?)\s+to\s+(.+?)\s*$/i.exec(
    parts.find((part) => /^\s*range:/i.test(part)) ?? '',
  );
  return {
    description: parts
      .filter((part) => !/^\s*((also|values|range):|empty in [\d.]+% of rows\s*$)/i.test(part))
      .join(' ')
      .trim(),
    synonyms: readSynonyms(parts),
    values: [...values.matchAll(/'((?:[^']|'')*)'/g)].map((match) => (match[1] ?? '').replaceAll("''", "'")),
    valuesComplete: values !== '' && !/…|\.\.\.\s*$/.test(values.replace(/'(?:[^']|'')*'/g, '')),
    ...(range?.[1] && range[2] && { range: [range[1], range[2]] }),
    ...(reference && { reference }),
  };
}

/** The other names that one of the parts of a comment gives. */
export function readSynonyms(parts: readonly string[]): string[] {
  return parts.flatMap((part) => {
    const names = /^\s*also:\s*(.+)$/i.exec(part)?.[1] ?? '';
    return names
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '');
  });
}
