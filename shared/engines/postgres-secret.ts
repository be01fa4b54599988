import * as z from 'zod';

/** The shape RDS gives its secrets. */
export const DatabaseSecret = z.object({
  host: z.string(),
  port: z.coerce.number().default(5432),
  dbname: z.string(),
  username: z.string(),
  password: z.string(),
});
export type DatabaseSecret = z.infer<typeof DatabaseSecret>;
