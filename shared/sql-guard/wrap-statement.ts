import { onlyStatement } from './check-statement.ts';
import { type Node, ofKind } from './postgres/parse-tree.ts';
import { isSame } from './postgres/same-tree.ts';
import { unsafe } from './verdict.ts';

/** What our code puts around a checked statement. */
export type Wrapper = 'explain' | 'copy-csv' | 'copy-binary';

const WRAPPERS: Readonly<Record<Wrapper, { kind: string; text: (sql: string) => string }>> = {
  // A comment that the statement ends with ends with the line.
  explain: { kind: 'ExplainStmt', text: (sql) => `EXPLAIN (FORMAT JSON) ${sql}` },
  'copy-csv': { kind: 'CopyStmt', text: (sql) => `COPY (${sql}\n) TO STDOUT (FORMAT csv, HEADER true)` },
  'copy-binary': { kind: 'CopyStmt', text: (sql) => `COPY (${sql}\n) TO STDOUT (FORMAT binary)` },
};

/**
 * The text that runs a checked statement inside another: the statement's own words, never rewritten, less the
 * semicolon that ends it. It is parsed again, and refused unless it is that one wrapper around the same tree.
 */
export async function wrapStatement(sql: string, wrapper: Wrapper): Promise<string> {
  const { text } = await onlyStatement(sql);
  const wrapped = WRAPPERS[wrapper].text(text);
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

const isCopyOut = ({ is_from, is_program, filename }: Node) =>
  is_from !== true && is_program !== true && filename === undefined;
