import type { ResultRows } from '../prompt/result-rows.ts';
import { agree, columnText, countedNoun, sentence, valueText } from './wording.ts';

/** One row: a count, a single figure, or a name with what belongs to it. */
export function describeRow({ columns }: ResultRows, row: readonly unknown[], question: string): string {
  const [column, ...more] = columns;
  if (!column) return 'No rows match.';
  if (more.length === 0) return describeSingle(column.name, row[0], question);
  const parts = columns.map(({ name }, at) => `${columnText(name)} ${valueText(row[at])}`);
  return `${sentence(parts.join(', '))}.`;
}

function describeSingle(name: string, value: unknown, question: string): string {
  if (value === null) return 'There is no value: no rows match.';
  const noun = countedNoun(name) ?? (columnText(name) === 'count' ? askedNoun(question) : undefined);
  if (noun) return `There ${Number(value) === 1 ? 'is' : 'are'} ${valueText(value)} ${agree(noun, value)}.`;
  return `The ${columnText(name)} is ${valueText(value)}.`;
}

function askedNoun(question: string): string {
  return /how many (\w+)/i.exec(question)?.[1] ?? 'rows';
}
