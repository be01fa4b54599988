import * as z from 'zod';
import { InqueryError } from '../platform/inquery-error.ts';

/** The shape RDS gives its secrets. */
export const DatabaseSecret = z.object({
  host: z.string(),
  port: z.coerce.number().default(5432),
  dbname: z.string(),
  username: z.string(),
  password: z.string(),
});
export type DatabaseSecret = z.infer<typeof DatabaseSecret>;

/** What a secret of that name holds; throws ConfigInvalid when it is no login. */
export function parseSecret(name: string, secret: unknown): DatabaseSecret {
  const parsed = DatabaseSecret.safeParse(secret);
  if (parsed.success) return parsed.data;
  // Names the fields only: the values are credentials.
  const fields = Object.keys(z.flattenError(parsed.error).fieldErrors).join(', ');
  const problem = fields ? `lacks, or has wrong: ${fields}` : 'is not a JSON object';
  throw new InqueryError('ConfigInvalid', `The secret ${name} ${problem}.`);
}
