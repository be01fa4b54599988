import { InvalidExpression } from './invalid-expression.ts';

/** One of the six fields of a cron expression: its name, what it may hold, and the words for some of that. */
export interface CronField {
  readonly name: string;
  readonly low: number;
  readonly high: number;
  readonly words?: readonly string[];
}

/** The values of a field of numbers, words, ranges, steps and lists of these, in order. */
export function valuesOf(field: CronField, text: string): number[] {
  const values = new Set(text.split(',').flatMap((part) => expand(field, part)));
  return [...values].sort((a, b) => a - b);
}

/** A number or word of the field; throws InvalidExpression for anything else. */
export function numberOf(field: CronField, text: string): number {
  const word = field.words?.indexOf(text.toUpperCase()) ?? -1;
  const value = word >= 0 ? word + field.low : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value >= field.low && value <= field.high) return value;
  throw new InvalidExpression(
    `"${text}" is not one of the ${field.name}, which go from ${field.low} to ${field.high}.`,
  );
}

function expand(field: CronField, part: string): number[] {
  const found = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(part);
  if (!found) throw new InvalidExpression(`"${part}" means nothing among the ${field.name}.`);
  const [, from = '*', to, step] = found;
  const low = from === '*' ? field.low : numberOf(field, from);
  const high = to !== undefined ? numberOf(field, to) : from === '*' || step !== undefined ? field.high : low;
  const size = Number(step ?? 1);
  if (size < 1) throw new InvalidExpression(`The step of "${part}" must be at least 1.`);
  if (high < low) throw new InvalidExpression(`"${part}" goes backwards.`);
  return Array.from({ length: Math.floor((high - low) / size) + 1 }, (_, index) => low + index * size);
}
