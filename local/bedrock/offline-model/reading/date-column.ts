import { parentsOf } from '../joins/join-path.ts';
import { stem } from '../language/stem.ts';
import { identifierWords } from '../lexicon/identifier-words.ts';
import { columnsOf, isAggregated } from '../query/query.ts';
import type { Column, Table } from '../schema/schema.ts';
import type { Draft } from './draft.ts';
import { isOperator } from './peek.ts';
import { resolveColumn } from './resolve-column.ts';

/** A year without a verb hardly ever means that of somebody's birth. */
const BIRTH = /birth|born|dob|brth/i;

/** The date that a period is about: of the table in focus, or of one it belongs to. */
export function dateColumn(draft: Draft): Column | undefined {
  const hinted = hintedDate(draft);
  if (hinted) return hinted;
  const measured = measureTables(draft);
  const named = draft.focus.map(({ key }) => key);
  const shown = draft.select.flatMap(columnsOf).map(({ table }) => table);
  for (const keys of [measured, [...named, ...shown]]) {
    const column = nearestDate(draft, keys);
    if (column) return column;
  }
  return undefined;
}

/** What is summed up or ranked by happens at a time: its tables are asked for their date first. */
function measureTables(draft: Draft): string[] {
  const summed = draft.select.filter(({ kind }) => kind === 'measure' || kind === 'aggregate');
  return [...draft.order.map(({ by }) => by), ...summed].flatMap((one) =>
    one.kind === 'count'
      ? [one.table.key]
      : isAggregated(one)
        ? columnsOf(one).map(({ table }) => table)
        : [],
  );
}

function nearestDate(draft: Draft, keys: readonly string[]): Column | undefined {
  for (const key of [...keys, ...keys.flatMap((one) => parentsOf(draft.schema, one))]) {
    const table = draft.schema.tables.find((candidate) => candidate.key === key);
    const column = table && mainDate(table);
    if (column) return column;
  }
  return undefined;
}

/** The date named after the table itself ("order date" of orders), or the first one. */
function mainDate(table: Table): Column | undefined {
  const dates = table.columns.filter(
    ({ kind, name, description }) => kind === 'date' && !BIRTH.test(`${name} ${description}`),
  );
  const own = identifierWords(table.name, new Set()).map(stem);
  const named = dates.find(({ name }) =>
    identifierWords(name, new Set())
      .map(stem)
      .some((word) => own.includes(word)),
  );
  return named ?? dates[0] ?? table.columns.find(isYearColumn);
}

/** Whether the column holds calendar years. */
export function isYearColumn(column: Column): boolean {
  return column.kind !== 'date' && /(^|_)(year|yr)$/i.test(column.name);
}

/** The date a verb read last speaks of: "shipped in 2024", "hired after 2015". */
export function hintedDate(draft: Draft): Column | undefined {
  for (let at = draft.at - 1; at >= 0 && !isOperator(draft, at, 'stop'); at -= 1) {
    const chunk = draft.chunks[at];
    if (chunk?.kind !== 'operator' || !chunk.hints) continue;
    const column = resolveColumn(draft, chunk.hints, ({ kind }) => kind === 'date');
    if (column) return column;
  }
  return undefined;
}
