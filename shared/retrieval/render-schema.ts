import { tableId } from '../contracts/catalog.ts';
import type { TableLines } from './schema-lines.ts';

/** What is written of tables besides their names. */
export interface Shown {
  /** What a table is, by schema.table. */
  readonly comments: ReadonlyMap<string, string>;
  /** What a column is, by schema.table.column. */
  readonly notes: ReadonlyMap<string, string>;
  /** Columns shown, as schema.table.column; undefined shows all. */
  readonly columns?: ReadonlySet<string>;
}

/** Tables as CREATE TABLE statements: what they are in comments, how they join as REFERENCES. */
export function renderSchema(lines: readonly TableLines[], shown: Shown): string {
  return lines.map((table) => renderTable(table, shown)).join('\n');
}

function renderTable({ table, head, columns, constraints }: TableLines, shown: Shown): string {
  const isShown = (id: string) => shown.columns?.has(id) ?? true;
  const comment = shown.comments.get(tableId(table));
  const body = [
    ...columns
      .filter(({ id }) => isShown(id))
      .map(({ id, sql }) => ({ sql, note: shown.notes.get(id) ?? '' })),
    ...constraints.filter((one) => one.columns.every(isShown)).map(({ sql }) => ({ sql, note: '' })),
  ];
  const written = body.map(({ sql, note }, at) => {
    const comma = at < body.length - 1 ? ',' : '';
    return `  ${sql}${comma}${note ? ` -- ${note}` : ''}`;
  });
  return [...(comment ? [`-- ${comment}`] : []), head, ...written, ');'].join('\n');
}

/** At most so many characters the parts of `renderSchema` take, its commas and line ends with them. */
export const lengthOf = {
  comment: (comment: string) => (comment ? comment.length + '-- \n'.length : 0),
  frame: ({ head }: TableLines) => head.length + '\n);\n'.length,
  line: (sql: string) => sql.length + '  ,\n'.length,
  note: (note: string) => (note ? note.length + ' -- '.length : 0),
};
