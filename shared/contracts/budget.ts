import * as z from 'zod';

/** What may be spent on models; a limit that is left out does not count. */
const SpendingLimit = z.strictObject({
  usd: z.number().nonnegative().optional(),
  tokens: z.int().nonnegative().optional().describe('In and out.'),
});
export type SpendingLimit = z.infer<typeof SpendingLimit>;

const limits = { perQuestion: SpendingLimit.prefault({}), perDay: SpendingLimit.prefault({}) };

/** Of each principal by itself. The first entry of `roles` that names a role of the principal counts instead. */
export const Budgets = z.strictObject({
  ...limits,
  roles: z.array(z.strictObject({ role: z.string().min(1), ...limits })).default([]),
});
export type Budgets = z.infer<typeof Budgets>;
