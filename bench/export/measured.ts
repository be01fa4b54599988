import * as z from 'zod';

/** What a process tells of the export it made. */
export const Measured = z.object({
  wallMs: z.number(),
  cpuMs: z.number(),
  residentMiB: z.number(),
  rows: z.number(),
  sha256: z.string(),
});
export type Measured = z.infer<typeof Measured>;

/** What such a process is asked for, as JSON in its one argument. */
export const ExportRequest = z.object({
  secret: z.unknown(),
  sql: z.string(),
  compression: z.enum(['none', 'gzip', 'zstd']).default('none'),
  spreadsheetSafe: z.boolean().default(false),
  /** `copy` as the worker exports; `rows` by one value after the other through code, as is usual. */
  way: z.enum(['copy', 'rows']).default('copy'),
});
export type ExportRequest = z.input<typeof ExportRequest>;
