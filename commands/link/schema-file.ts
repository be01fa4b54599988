import * as z from 'zod';
import type { Catalog, Relationship } from '../../shared/contracts/catalog.ts';

/** What programs that write such files leave empty they often call null. */
const Text = z
  .string()
  .nullish()
  .transform((text) => text ?? undefined);
const listOf = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .nullish()
    .transform((list) => list ?? []);

const Column = z.object({
  name: z.string(),
  type: Text.transform((type) => type ?? ''),
  description: Text,
});
const ForeignKey = z.object({
  columns: z.array(z.string()).min(1),
  refTable: z.string(),
  refColumns: z.array(z.string()),
});
const SchemaFile = z.object({
  tables: z
    .array(
      z.object({
        name: z.string(),
        description: Text,
        columns: z.array(Column).transform(firstOfEach),
        primaryKey: listOf(z.string()),
        foreignKeys: listOf(ForeignKey),
      }),
    )
    .transform(firstOfEach),
});
type SchemaFile = z.infer<typeof SchemaFile>;
type FileTable = SchemaFile['tables'][number];

/** Without those whose name came before. */
function firstOfEach<Named extends { readonly name: string }>(list: readonly Named[]): Named[] {
  return [...new Map(list.toReversed().map((one) => [one.name, one])).values()].reverse();
}

/** The catalogue a schema file describes; throws a ZodError when it is no such file. */
export function catalogOfFile(document: unknown): Catalog {
  const { tables } = SchemaFile.parse(document);
  return {
    source: 'file',
    version: 'file',
    builtAt: new Date(0).toISOString(),
    tables: tables.map(({ name, description, columns, primaryKey }) => ({
      ...splitName(name),
      kind: 'table',
      description,
      estimatedRows: -1,
      columns: columns.map((column) => ({ ...column, nullable: true })),
      primaryKey,
    })),
    relationships: tables.flatMap((table) => relationshipsOf(table, tables)),
  };
}

/** `schema.table` or `table`; the file's spelling of a table that the catalogue writes schema.table. */
export function splitName(written: string): { schema: string; name: string } {
  const dot = written.indexOf('.');
  return dot < 0
    ? { schema: '', name: written }
    : { schema: written.slice(0, dot), name: written.slice(dot + 1) };
}

export const writtenName = (id: string) => (id.startsWith('.') ? id.slice(1) : id);

/** Keys of columns and to tables the file does not have, or that several could be meant by, are left out. */
function relationshipsOf(
  { name, columns: own, foreignKeys }: FileTable,
  tables: readonly FileTable[],
): Relationship[] {
  const ours = new Set(own.map((column) => column.name));
  return foreignKeys.flatMap(({ columns, refTable, refColumns }): Relationship[] => {
    const target = findTable(refTable, splitName(name).schema, tables);
    const known = new Set(target?.columns.map((column) => column.name));
    const areThere =
      columns.every((column) => ours.has(column)) && refColumns.every((column) => known.has(column));
    if (!target || !areThere || refColumns.length !== columns.length) return [];
    return [{ table: idOf(name), columns, refTable: idOf(target.name), refColumns, origin: 'foreign-key' }];
  });
}

/** As it is written; else in the same schema; else the only one of that name. */
function findTable(written: string, schema: string, tables: readonly FileTable[]): FileTable | undefined {
  const named = (name: string) => tables.find((table) => table.name === name);
  const alike = tables.filter(({ name }) => splitName(name).name === written);
  return named(written) ?? named(`${schema}.${written}`) ?? (alike.length === 1 ? alike[0] : undefined);
}

function idOf(written: string): string {
  const { schema, name } = splitName(written);
  return `${schema}.${name}`;
}
