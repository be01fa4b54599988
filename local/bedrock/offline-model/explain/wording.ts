import { singular } from '../language/stem.ts';
import type { ResultRows } from '../prompt/result-rows.ts';

export type ResultColumn = ResultRows['columns'][number];

const DECIMALS = 2;

/** A value as it reads in a sentence; long fractions are rounded. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined) return 'no value';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'object') return JSON.stringify(value);
  const text = String(value);
  return /^-?\d+\.\d{3,}$/.test(text) ? rounded(text) : text;
}

/** To two decimals, or to the first two digits that are not 0. */
function rounded(text: string): string {
  const value = Number(text);
  const small = Math.abs(value) < 1 && value !== 0;
  return small ? String(Number(value.toPrecision(DECIMALS))) : value.toFixed(DECIMALS).replace(/\.00$/, '');
}

/** A figure with the percent sign where its column is a percentage. */
export function figureText({ name }: ResultColumn, value: unknown): string {
  const text = valueText(value);
  return /^percentage/.test(name) && value !== null ? `${text}%` : text;
}

/** A count of rows, with commas from a thousand on. */
export function countText(count: number): string {
  return count.toLocaleString('en-US');
}

/** A column's name as words: `number_of_orders` → "number of orders". */
export function columnText(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
    .trim();
}

/** What is counted by a column such as `number_of_orders`, in the plural; undefined for other columns. */
export function countedNoun(name: string): string | undefined {
  const noun = /^(?:number|count) of (.+)$/.exec(columnText(name))?.[1];
  return noun && plural(noun);
}

function plural(noun: string): string {
  if (/s$/.test(noun)) return noun;
  return /[^aeiou]y$/.test(noun) ? `${noun.slice(0, -1)}ies` : `${noun}s`;
}

/** The noun in the number that fits the count. */
export function agree(noun: string, count: unknown): string {
  return Number(count) === 1 ? noun.replace(/\S+$/, (word) => singular(word)) : noun;
}

/** Whether values of this database type are figures. */
export function isFigure(type: string): boolean {
  return /^(int|float|numeric|decimal|real|double|bigint|smallint|money)/i.test(type);
}

/** Whether the column holds periods, as groups by time are called. */
export function isPeriod({ name }: ResultColumn): boolean {
  return /^(year|quarter|month|week|day)$/i.test(name);
}

/** Whether the column measures something; years and keys are figures that name. */
export function isMeasure({ name, type }: ResultColumn): boolean {
  return isFigure(type) && !isPeriod({ name, type }) && !/(^|_)(id|no|code|number)$/i.test(name);
}

/** "a, b and c". */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? '') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

/** The plural noun that the question asks for ("which 5 customers …"), else "rows". */
export function askedNoun(question: string): string {
  const asked =
    /^\W*(?:which|what|list|show(?: me)?|what are|who are|how many)\s+(?:are\s+)?(?:(?:all|the|our|\d+|different|distinct)\s+)*([a-z]{3,}s)\b/i;
  return asked.exec(question)?.[1]?.toLowerCase() ?? 'rows';
}

/** The sentence with a capital. */
export function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
