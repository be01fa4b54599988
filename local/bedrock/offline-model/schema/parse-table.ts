import { nameParts, quoteIdentifier } from './identifier.ts';
import { readComment, readSynonyms } from './read-comment.ts';
import type { Column, ForeignKey, Table } from './schema.ts';
import { splitAtCommas, splitComment } from './split-definition.ts';
import { valueKind } from './value-kind.ts';

const TYPE_END =
  /\s+(?:PRIMARY\s+KEY|REFERENCES|NOT\s+NULL|NULL|DEFAULT|UNIQUE|CHECK|GENERATED|COLLATE|CONSTRAINT)\b/i;
const REFERENCES = /\bREFERENCES\s+((?:"(?:[^"]|"")+"|[\w$.])+)\s*(?:\(([^)]*)\))?/i;

export interface ParsedTable {
  readonly table: Table;
  readonly foreignKeys: readonly ForeignKey[];
}

/** Reads one CREATE TABLE: `name` as written, `body` the lines between its parentheses, the parts of its comment. */
export function parseTable(name: string, body: readonly string[], comment: readonly string[]): ParsedTable {
  const parts = nameParts(name);
  const key = parts.join('.');
  const columns: Column[] = [];
  const foreignKeys: ForeignKey[] = [];
  const primaryKey: string[] = [];
  for (const line of body) {
    const { code, comment: note } = splitComment(line);
    for (const definition of splitAtCommas(code)) {
      const tableKey = /^(?:CONSTRAINT\s+\S+\s+)?(PRIMARY|FOREIGN)\s+KEY\s*\(([^)]*)\)/i.exec(definition);
      if (tableKey?.[1]?.toUpperCase() === 'PRIMARY') primaryKey.push(...columnNames(tableKey[2]));
      if (tableKey?.[1]?.toUpperCase() === 'FOREIGN') addReference(key, columnNames(tableKey[2]), definition);
      if (tableKey || /^(CONSTRAINT|UNIQUE|CHECK|EXCLUDE)\b/i.test(definition)) continue;
      const column = parseColumn(key, definition, note);
      if (!column) continue;
      columns.push(column);
      if (/\bPRIMARY\s+KEY\b/i.test(definition)) primaryKey.push(column.name);
      const told = readComment(note).reference;
      addReference(key, [column.name], told ? `REFERENCES ${referenceTold(told)}` : definition);
    }
  }
  const table = {
    key,
    name: parts.at(-1) ?? key,
    sql: parts.map(quoteIdentifier).join('.'),
    description: comment
      .filter((part) => !/^\s*also:/i.test(part))
      .join(' ')
      .trim(),
    synonyms: readSynonyms(comment),
    columns,
    primaryKey,
  };
  return { table, foreignKeys };

  function addReference(owner: string, names: string[], definition: string): void {
    const [, target, targets] = REFERENCES.exec(definition) ?? [];
    if (!target) return;
    foreignKeys.push({
      table: owner,
      columns: names,
      refTable: nameParts(target).join('.'),
      refColumns: columnNames(targets),
    });
  }
}

function parseColumn(table: string, definition: string, comment: string): Column | undefined {
  const [, written, rest] = /^("(?:[^"]|"")+"|[^\s"(]+)\s+([\s\S]+)$/.exec(definition) ?? [];
  const name = nameParts(written ?? '')[0];
  if (!name || !rest) return undefined;
  const type = (rest.split(TYPE_END)[0] ?? rest).trim();
  const { reference: _, ...told } = readComment(comment);
  return { table, name, sql: quoteIdentifier(name), type, kind: valueKind(type), ...told };
}

function columnNames(list: string | undefined): string[] {
  return splitAtCommas(list ?? '').flatMap((item) => nameParts(item).slice(0, 1));
}

/** `schema.table.column` → `schema.table (column)`. */
function referenceTold(text: string): string {
  const at = text.lastIndexOf('.');
  return `${text.slice(0, at)} (${text.slice(at + 1)})`;
}
