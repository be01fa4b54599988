import { isMeasure, type ResultColumn, valueText } from './wording.ts';

/** What tells a row: the values that are no measures; the parts of a person's name stand together. */
export function rowLabel(columns: readonly ResultColumn[], row: readonly unknown[]): string {
  const parts: string[] = [];
  columns.forEach((column, at) => {
    if (isMeasure(column)) return;
    const text = valueText(row[at]);
    const before = columns[at - 1];
    if (before && isPersonPart(before) && isPersonPart(column)) parts.push(`${parts.pop()} ${text}`);
    else parts.push(text);
  });
  return parts.join(', ');
}

function isPersonPart({ name }: ResultColumn): boolean {
  return /^(first|middle|last)_?name/i.test(name);
}
