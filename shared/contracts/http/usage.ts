import * as z from 'zod';
import { nextCursor, PageQuery } from './paging.ts';

const day = z.iso.date('Give a day as YYYY-MM-DD.');

export const UsageQuery = z.strictObject({
  ...PageQuery.shape,
  from: day.optional().describe('First day, in UTC; 30 days before `to` by default.'),
  to: day.optional().describe('Last day, in UTC; today by default.'),
  principal: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe('Whose; your own by default. For admins: anybody’s, and `*` for everybody’s.'),
});

const sums = {
  calls: z.int(),
  tokensIn: z.int(),
  tokensOut: z.int(),
  tokensCached: z.int().describe('Those of `tokensIn` that the provider had in its cache.'),
  costUsd: z.number(),
};

export const DayUsageView = z.strictObject({
  day: z.iso.date(),
  principal: z.string(),
  questions: z.int(),
  ...sums,
  models: z.array(z.strictObject({ model: z.string(), ...sums })),
});
export type DayUsageView = z.infer<typeof DayUsageView>;

export const UsagePage = z.strictObject({
  from: z.iso.date(),
  to: z.iso.date(),
  usage: z
    .array(DayUsageView)
    .describe('A day and principal each, oldest first; days without use are left out.'),
  nextCursor,
});
