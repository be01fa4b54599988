import { parse, YAMLParseError } from 'yaml';
import * as z from 'zod';
import type { FileRelationship } from '../knowledge.ts';
import { MetadataRefused } from './metadata-refused.ts';

const Columns = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1).max(32)])
  .transform((columns) => (typeof columns === 'string' ? [columns] : columns));

/** `orders.customer_id` or `sales.orders.customer_id`. */
const QualifiedColumn = z.string().regex(/^[^.]+(\.[^.]+){1,2}$/, 'is not table.column');

const Short = z.strictObject({ from: QualifiedColumn, to: QualifiedColumn }).transform(({ from, to }) => {
  const [table, column] = splitColumn(from);
  const [refTable, refColumn] = splitColumn(to);
  return { table, columns: [column], refTable, refColumns: [refColumn] };
});

const Long = z
  .strictObject({
    table: z.string().min(1),
    columns: Columns,
    refTable: z.string().min(1),
    refColumns: Columns,
  })
  .refine(({ columns, refColumns }) => columns.length === refColumns.length, {
    message: 'columns and refColumns are not equally many',
  });

const File = z.strictObject({ relationships: z.array(z.unknown()).max(10_000) });

/** The relationships of a YAML file. Throws MetadataRefused with the line, or with the entry that is wrong. */
export function parseRelationships(text: string): FileRelationship[] {
  const file = File.safeParse(parseYaml(text));
  if (!file.success) {
    throw new MetadataRefused('It does not have one list, called relationships, and nothing else.');
  }
  return file.data.relationships.map((entry, index) => {
    const schema = Object.hasOwn(Object(entry), 'from') ? Short : Long;
    const parsed = schema.safeParse(entry);
    if (parsed.success) return parsed.data;
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.');
    throw new MetadataRefused(`Relationship ${index + 1}: ${field ? `${field}: ` : ''}${issue?.message}.`);
  });
}

function parseYaml(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof YAMLParseError) && !(error instanceof ReferenceError)) throw error;
    throw new MetadataRefused(`It is not YAML: ${error.message.split('\n')[0]}`);
  }
}

function splitColumn(text: string): [table: string, column: string] {
  const dot = text.lastIndexOf('.');
  return [text.slice(0, dot), text.slice(dot + 1)];
}
