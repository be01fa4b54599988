import { singular } from '../language/stem.ts';

/** A value as it reads in a sentence. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return 'no value';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A column's name as words: `number_of_orders` → "number of orders". */
export function columnText(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
    .trim();
}

/** What is counted by a column such as `number_of_orders`; undefined for other columns. */
export function countedNoun(name: string): string | undefined {
  return /^(?:number|count) of (.+)$/.exec(columnText(name))?.[1];
}

/** The noun in the number that fits the count. */
export function agree(noun: string, count: unknown): string {
  return Number(count) === 1 ? noun.replace(/\S+$/, (word) => singular(word)) : noun;
}

/** Whether values of this database type are figures. */
export function isFigure(type: string): boolean {
  return /^(int|float|numeric|decimal|real|double|bigint|smallint|money)/i.test(type);
}

/** The sentence with a capital. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
