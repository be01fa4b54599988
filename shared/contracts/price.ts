import * as z from 'zod';

/** US dollars for a million tokens. */
export const Price = z.strictObject({
  inputPerMillion: z.number().nonnegative().default(0),
  outputPerMillion: z.number().nonnegative().default(0),
  cachedPerMillion: z.number().nonnegative().default(0),
});
