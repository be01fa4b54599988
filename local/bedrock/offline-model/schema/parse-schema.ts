import { parseTable } from './parse-table.ts';
import type { ForeignKey, Schema, Table } from './schema.ts';

const START =
  /^\s*CREATE\s+(?:TABLE|VIEW|MATERIALIZED\s+VIEW)\s+(?:IF\s+NOT\s+EXISTS\s+)?((?:"(?:[^"]|"")+"|[^\s("])+)\s*\(\s*(.*)$/i;
const END = /^(.*?)\)\s*;\s*(?:--.*)?$/;

/** Reads the `<schema>` block; text that is not a CREATE TABLE or a comment before one is passed over. */
export function parseSchema(text: string): Schema {
  const parsed = [];
  let comments: string[] = [];
  let open: { name: string; body: string[] } | undefined;
  for (const line of text.split('\n')) {
    const start = open ? null : START.exec(line);
    if (start?.[1]) open = { name: start[1], body: [] };
    const content = start ? (start[2] ?? '') : line;
    if (!open) {
      comments = line.trim() === '' ? [] : [...comments, ...(line.match(/^\s*--\s*(.*)$/)?.slice(1) ?? [])];
      continue;
    }
    const end = END.exec(content);
    open.body.push(end ? (end[1] ?? '') : content);
    if (!end) continue;
    parsed.push(parseTable(open.name, open.body, commentParts(comments)));
    open = undefined;
    comments = [];
  }
  const tables = parsed.map(({ table }) => table);
  return {
    tables,
    foreignKeys: resolve(
      tables,
      parsed.flatMap(({ foreignKeys }) => foreignKeys),
    ),
  };
}

/** What is said of a table, its size aside. */
function commentParts(comments: readonly string[]): string[] {
  const parts = comments.join(' | ').split(' | ');
  return parts.filter((part) => !/^about [\d,.]+ rows?$/i.test(part.trim()));
}

/** Keeps the relationships whose both ends are shown, and gives unnamed target columns their primary key. */
function resolve(tables: readonly Table[], keys: readonly ForeignKey[]): ForeignKey[] {
  return keys.flatMap((key) => {
    const matches = tables.filter(
      ({ key: name }) => name === key.refTable || name.endsWith(`.${key.refTable}`),
    );
    const target = matches[0];
    if (!target || matches.length > 1) return [];
    const refColumns = key.refColumns.length > 0 ? key.refColumns : target.primaryKey;
    return refColumns.length === key.columns.length ? [{ ...key, refTable: target.key, refColumns }] : [];
  });
}
