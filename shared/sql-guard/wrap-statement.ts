import { onlyStatement } from './check-statement.ts';
import { isNode, type Node, ofKind } from './postgres/parse-tree.ts';
import { unsafe } from './verdict.ts';

/** What our code puts around a checked statement. */
export type Wrapper = 'explain' | 'copy-csv' | 'copy-binary';

export interface CsvFormat {
  readonly header: boolean;
  /** One character that is neither a quote nor the end of a line. */
  readonly delimiter: string;
}

const PLAIN_CSV: CsvFormat = { header: true, delimiter: ',' };

const WRAPPERS: Readonly<
  Record<Wrapper, { kind: string; text: (sql: string, format: CsvFormat) => string }>
> = {
  // A comment that the statement ends with ends with the line.
  explain: { kind: 'ExplainStmt', text: (sql) => `EXPLAIN (FORMAT JSON) ${sql}` },
  'copy-csv': { kind: 'CopyStmt', text: (sql, format) => `COPY (${sql}\n) ${toStdout(format)}` },
  'copy-binary': { kind: 'CopyStmt', text: (sql) => `COPY (${sql}\n) TO STDOUT (FORMAT binary)` },
};

/** The end of a COPY that sends CSV. */
export function toStdout({ header, delimiter }: CsvFormat): string {
  const other = delimiter === PLAIN_CSV.delimiter ? '' : `, DELIMITER ${quoteLiteral(delimiter)}`;
  return `TO STDOUT (FORMAT csv, HEADER ${header}${other})`;
}

const quoteLiteral = (text: string) => `'${text.replaceAll("'", "''")}'`;

/**
 * The text that runs a checked statement inside another: the statement's own words, never rewritten, less the
 * semicolon that ends it. It is parsed again, and refused unless it is that one wrapper around the same tree.
 */
export async function wrapStatement(
  sql: string,
  wrapper: Wrapper,
  format: CsvFormat = PLAIN_CSV,
): Promise<string> {
  const { text } = await onlyStatement(sql);
  const wrapped = WRAPPERS[wrapper].text(text, format);
  await checkWrapped(wrapped, sql, WRAPPERS[wrapper].kind);
  return wrapped;
}

/** Throws UnsafeSql unless `wrapped` is one statement of that kind around exactly the tree of `sql`, and reads only. */
export async function checkWrapped(wrapped: string, sql: string, kind: string): Promise<void> {
  const outer = await onlyStatement(wrapped);
  const inner = await onlyStatement(sql);
  const isRead = kind === 'ExplainStmt' ? isPlainExplain(outer.tree) : isCopyOut(outer.tree);
  const query = ofKind(outer.tree.query, 'SelectStmt');
  if (outer.kind !== kind || inner.kind !== 'SelectStmt' || !isRead || !query || !isSame(query, inner.tree)) {
    throw unsafe('construct', '', 'wrapped into another statement, it no longer means the same');
  }
}

/** EXPLAIN without ANALYZE runs nothing. */
const isPlainExplain = ({ options }: Node) =>
  Array.isArray(options) && options.every((option) => ofKind(option, 'DefElem')?.defname === 'format');

export const isCopyOut = ({ is_from, is_program, filename }: Node) =>
  is_from !== true && is_program !== true && filename === undefined;

/** Fields that say where in the text a node stood. */
const PLACES = new Set(['location', 'list_start', 'list_end', 'rexpr_list_start', 'rexpr_list_end']);

export function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((item, index) => isSame(item, b[index]));
  }
  if (!isNode(a) || !isNode(b)) return a === b;
  const keys = (node: Node) => Object.keys(node).filter((key) => !PLACES.has(key));
  return keys(a).length === keys(b).length && keys(a).every((key) => isSame(a[key], b[key]));
}
