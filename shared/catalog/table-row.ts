import * as z from 'zod';
import { ColumnRow } from './column-profile.ts';

/** A table as introspection reads it. */
export const TableRow = z.object({
  schema: z.string(),
  name: z.string(),
  kind: z.enum(['table', 'view']),
  description: z.string().nullable(),
  estimatedRows: z.number(),
  /** Whether its rows lie in this database, so that a few can be had cheaply. */
  stored: z.boolean(),
  primaryKey: z.array(z.string()),
  columns: z.array(ColumnRow),
});
export type TableRow = z.infer<typeof TableRow>;
