import * as z from 'zod';

/** Who asks: what the authoriser found out from the API key or token. */
export const Principal = z.strictObject({
  id: z.string().min(1),
  roles: z.array(z.string()),
  attributes: z.record(z.string(), z.string()),
});
export type Principal = z.infer<typeof Principal>;
