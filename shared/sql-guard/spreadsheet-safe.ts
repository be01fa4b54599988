import type { Column } from '../contracts/rows.ts';
import { onlyStatement } from './check-statement.ts';
import { isNode, listOf, type Node, ofKind } from './postgres/parse-tree.ts';
import { unsafe } from './verdict.ts';
import { type CsvFormat, isCopyOut, isSame, toStdout } from './wrap-statement.ts';

/** Types whose text no writer of rows chooses: numbers, times and the like stay as they are. */
const UNTOUCHED = new Set(
  [
    ['int2', 'int4', 'int8', 'float4', 'float8', 'numeric', 'money', 'oid', 'bool'],
    ['date', 'time', 'timetz', 'timestamp', 'timestamptz', 'interval'],
    ['uuid', 'bytea', 'inet', 'cidr', 'macaddr', 'macaddr8', 'bit', 'varbit', 'pg_lsn'],
  ].flat(),
);

/** Codes of = + - @, tab and carriage return: a cell that begins with one, a spreadsheet takes for a formula. */
const FORMULA_STARTS = "'{61,43,45,64,9,13}'::pg_catalog.int4[]";

/**
 * COPY of a checked statement in which cells of text that a spreadsheet would run get an apostrophe before them. The
 * database does it, row by row, so that the rows still stream. `columns` are those the statement has. Parsed again,
 * and refused unless the statement stands unchanged where it was put.
 */
export async function spreadsheetSafeCopy(
  sql: string,
  columns: readonly Pick<Column, 'name' | 'type'>[],
  format: CsvFormat,
): Promise<string> {
  const { text } = await onlyStatement(sql);
  const around = (inner: string) => copyAround(inner, columns, format);
  const wrapped = around(text);
  await checkAround(wrapped, around('SELECT'), sql);
  return wrapped;
}

function copyAround(
  inner: string,
  columns: readonly Pick<Column, 'name' | 'type'>[],
  format: CsvFormat,
): string {
  const names = columns.map((_, index) => `c${index + 1}`);
  const cells = columns.map(({ name, type }, index) => `${cell(`c${index + 1}`, type)} AS ${label(name)}`);
  const selected = cells.length > 0 ? ` ${cells.join(', ')}` : '';
  const aliases = names.length > 0 ? `(${names.join(', ')})` : '';
  return `COPY (SELECT${selected} FROM (${inner}\n) AS r${aliases}) ${toStdout(format)}`;
}

function cell(column: string, type: string): string {
  if (UNTOUCHED.has(type)) return `r.${column}`;
  const text = `r.${column}::text`;
  // Padding is part of a value of type char(n), and a cast drops it.
  const whole = type === 'bpchar' ? `pg_catalog.concat(r.${column})` : text;
  const begins = `pg_catalog.ascii(${text}) = ANY (${FORMULA_STARTS})`;
  const plain = type === 'bpchar' ? `r.${column} IS NULL THEN NULL WHEN ` : '';
  return `CASE WHEN ${plain}${begins} THEN pg_catalog.concat('''', ${whole}) ELSE ${whole} END`;
}

/** Names are the header's cells. */
function label(name: string): string {
  const safe = /^[=+\-@\t\r]/.test(name) ? `'${name}` : name;
  return `"${safe.replaceAll('"', '""')}"`;
}

/** `template` is the same text around a statement of no columns: nothing but what stands inside may differ. */
async function checkAround(wrapped: string, template: string, sql: string): Promise<void> {
  const [outer, expected, inner] = [
    await onlyStatement(wrapped),
    await onlyStatement(template),
    await onlyStatement(sql),
  ];
  const isCopy = outer.kind === 'CopyStmt' && isCopyOut(outer.tree) && inner.kind === 'SelectStmt';
  const [around, query] = takeOut(outer.tree);
  const [wanted] = takeOut(expected.tree);
  if (!isCopy || !query || !isSame(query, inner.tree) || !isSame(around, wanted)) {
    throw unsafe('construct', '', 'wrapped into another statement, it no longer means the same');
  }
}

/** The tree of a COPY without the statement in its FROM, and that statement. */
function takeOut(copy: Node): [around: Node, inner: Node | undefined] {
  const select = ofKind(copy.query, 'SelectStmt');
  const [from, ...others] = listOf(select?.fromClause);
  const range = ofKind(from, 'RangeSubselect');
  const inner = range && ofKind(range.subquery, 'SelectStmt');
  if (!select || !range || !isNode(inner) || others.length > 0) return [copy, undefined];
  const { subquery: _subquery, ...place } = range;
  return [{ ...copy, query: { ...select, fromClause: [place] } }, inner];
}
