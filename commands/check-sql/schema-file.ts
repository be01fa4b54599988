import * as z from 'zod';
import type { GuardScope, GuardTable } from '../../shared/sql-guard/guard-scope.ts';

const Type = z
  .string()
  .nullish()
  .transform((type) => type ?? undefined);

/** Tables and columns a reader may see; what else such a file says is for other commands. */
const SchemaFile = z.object({
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.object({ name: z.string(), type: Type })),
    }),
  ),
});

/** The scope a schema file describes; throws a ZodError when it is no such file. */
export function scopeOf(document: unknown): GuardScope {
  const { tables } = SchemaFile.parse(document);
  return { tables: tables.map(({ name, columns }): GuardTable => ({ ...splitName(name), columns })) };
}

/** `schema.table` or `table`. */
function splitName(written: string): { schema?: string; name: string } {
  const dot = written.indexOf('.');
  return dot < 0 ? { name: written } : { schema: written.slice(0, dot), name: written.slice(dot + 1) };
}
