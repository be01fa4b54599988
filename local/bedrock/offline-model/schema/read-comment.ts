export interface ColumnComment {
  readonly description: string;
  readonly values: readonly string[];
  readonly valuesComplete: boolean;
  readonly range?: readonly [string, string];
  /** A relationship told in words: `[FK: table.column]`. */
  readonly reference?: string;
}

/** Reads `description | values: 'a', 'b', … | range: x to y`; every part is optional. */
export function readComment(comment: string): ColumnComment {
  const reference = /\[FK:\s*([^\]\s]+)\s*\]/i.exec(comment)?.[1];
  const parts = comment.replace(/\[FK:[^\]]*\]/gi, '').split(' | ');
  const values = parts.find((part) => /^\s*values:/i.test(part)) ?? '';
  const range = /^\s*range:\s*(.+?)\s+to\s+(.+?)\s*$/i.exec(
    parts.find((part) => /^\s*range:/i.test(part)) ?? '',
  );
  return {
    description: parts
      .filter((part) => !/^\s*(values|range):/i.test(part))
      .join(' ')
      .trim(),
    values: [...values.matchAll(/'((?:[^']|'')*)'/g)].map((match) => (match[1] ?? '').replaceAll("''", "'")),
    valuesComplete: values !== '' && !/…|\.\.\.\s*$/.test(values.replace(/'(?:[^']|'')*'/g, '')),
    ...(range?.[1] && range[2] && { range: [range[1], range[2]] }),
    ...(reference && { reference }),
  };
}
