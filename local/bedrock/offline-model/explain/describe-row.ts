import type { ResultRows } from '../prompt/result-rows.ts';
import { rowLabel } from './row-label.ts';
import {
  agree,
  askedNoun,
  columnText,
  countedNoun,
  figureText,
  isMeasure,
  listed,
  type ResultColumn,
  sentence,
} from './wording.ts';

/** What was asked, in words and in SQL. */
export interface Asked {
  readonly question: string;
  readonly sql: string;
}

/** One row: a count, a figure, a name, or a name with what belongs to it. */
export function describeRow(
  { columns }: ResultRows,
  row: readonly unknown[],
  { question, sql }: Asked,
): string {
  const [column, ...more] = columns;
  if (!column) return 'No rows match.';
  if (more.length === 0 && isMeasure(column)) return describeFigure(column, row[0], { question, sql });
  const label = rowLabel(columns, row);
  const measures = columns.flatMap((one, at) =>
    isMeasure(one) ? [`${columnText(one.name)} ${figureText(one, row[at])}`] : [],
  );
  if (!label) return `${sentence(listed(measures))}.`;
  if (measures.length > 0) return `${sentence(label)}: ${listed(measures)}.`;
  if (more.length === 0 && row[0] === null) return 'There is no value: no rows match.';
  return `The ${askedFor(question) ?? columnText(column.name)} is ${label}.`;
}

function describeFigure(column: ResultColumn, value: unknown, { question, sql }: Asked): string {
  if (value === null) return 'There is no value: no rows match.';
  const isCount = columnText(column.name) === 'count';
  const noun = countedNoun(column.name) ?? (isCount ? askedNoun(question) : undefined);
  if (noun) {
    const such = /\bWHERE\b/i.test(sql) ? 'such ' : '';
    return `There ${Number(value) === 1 ? 'is' : 'are'} ${figureText(column, value)} ${such}${agree(noun, value)}.`;
  }
  if (/^units\b|s( sold)?$/.test(columnText(column.name)))
    return `${sentence(columnText(column.name))}: ${figureText(column, value)}.`;
  return `The ${columnText(column.name)} is ${figureText(column, value)}.`;
}

/** The noun of "which product …". */
function askedFor(question: string): string | undefined {
  const noun = /^\W*which\s+([a-z]+)\b/i.exec(question)?.[1]?.toLowerCase();
  return noun && !/s$|^(of|one)$/.test(noun) ? noun : undefined;
}
