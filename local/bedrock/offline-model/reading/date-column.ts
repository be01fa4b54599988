import { parentsOf } from '../joins/join-path.ts';
import { stem } from '../language/stem.ts';
import { identifierWords } from '../lexicon/identifier-words.ts';
import { findSalesLines } from '../measures/sales-lines.ts';
import { columnsOf, isAggregated } from '../query/query.ts';
import { type Column, isKey, type Table, type ValueKind } from '../schema/schema.ts';
import { countedRows } from './counted-rows.ts';
import type { Draft } from './draft.ts';
import { eventTables } from './event-tables.ts';
import { isOperator, tableNamed } from './peek.ts';
import { resolveColumn } from './resolve-column.ts';

/** A year without a verb hardly ever means that of somebody's birth. */
const BIRTH = /birth|born|dob|brth/i;

/** The date that a period is about: of the table in focus, or of one it belongs to. */
export function dateColumn(draft: Draft): Column | undefined {
  const hinted = hintedDate(draft);
  if (hinted && !isSpent(draft, hinted)) return hinted;
  const counted = countedRows(draft);
  const measured = measureTables(draft);
  const named = draft.focus.map(({ key }) => key);
  const shown = draft.select.flatMap(columnsOf).map(({ table }) => table);
  const asked = [counted?.tables ?? [], measured, eventTables(draft), [...named, ...shown]];
  for (const keys of [...asked, tablesSpoken(draft), tableOfSale(draft)]) {
    const column = nearestDate(draft, keys, counted?.others ?? []);
    if (column) return column;
  }
  return undefined;
}

/** "Shipped late in each year": the verb has said already what is compared; when orders came about is another date. */
function isSpent({ conditions }: Draft, date: Column): boolean {
  return conditions.some((one) => one.kind === 'columns' && one.column === date);
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

/** The tables of all names in the question, also of those not read yet. */
function tablesSpoken(draft: Draft): string[] {
  return draft.chunks.flatMap((chunk) => {
    const best = chunk.kind === 'items' ? chunk.candidates[0]?.item : undefined;
    if (best?.kind === 'measure') return columnsOf(best).map(({ table }) => table);
    return tableNamed(chunk)?.key ?? [];
  });
}

/** "Sold in 2025" happens at the date of the sale. */
function tableOfSale(draft: Draft): string[] {
  const isSale = draft.chunks.some(({ text }) => /^(sold|bought|purchased)$/i.test(text));
  const lines = isSale ? findSalesLines(draft.schema) : undefined;
  return lines ? [lines.table.key] : [];
}

function nearestDate(draft: Draft, keys: readonly string[], except: readonly string[]): Column | undefined {
  for (const key of [...keys, ...keys.flatMap((one) => parentsOf(draft.schema, one))]) {
    if (except.includes(key)) continue;
    const table = draft.schema.tables.find((candidate) => candidate.key === key);
    const column = table && mainDate(table);
    if (column) return column;
  }
  return undefined;
}

/** The date named after the table itself ("order date" of orders), or the first one. */
export function mainDate(table: Table): Column | undefined {
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
export function isYearColumn({ kind, name }: Column): boolean {
  if (kind !== 'number' && kind !== 'text') return false;
  return /(^|_)(year|yr)(_|$)/i.test(name) || (/[a-z]year$/.test(name) && !/(per|each|last)year$/.test(name));
}

/** The date a verb read last speaks of: "shipped in 2024", "hired after 2015". */
export function hintedDate(draft: Draft): Column | undefined {
  return hintedColumn(draft, 'date');
}

/** The column of this kind that a verb read last speaks of: "that cost more than 20". */
export function hintedColumn(draft: Draft, kind: ValueKind): Column | undefined {
  const end = isOperator(draft, draft.at - 1, 'stop') ? draft.at - 2 : draft.at - 1;
  for (let at = end; at >= 0 && !isOperator(draft, at, 'stop'); at -= 1) {
    const chunk = draft.chunks[at];
    if (chunk?.kind !== 'operator' || !chunk.hints) continue;
    const column = resolveColumn(
      draft,
      chunk.hints,
      (one) => one.kind === kind && (kind === 'date' || isFigureOf(draft, one)),
    );
    if (column) return column;
  }
  return undefined;
}

/** A figure of the rows talked about: "products that cost 20" is no matter of what was paid in some order. */
function isFigureOf(draft: Draft, column: Column): boolean {
  return !isKey(draft.schema, column) && draft.focus.some(({ key }) => key === column.table);
}
