import * as z from 'zod';

export const SchedulesConfiguration = z.strictObject({
  perPrincipal: z
    .int()
    .min(0)
    .max(100)
    .default(20)
    .describe('Standing questions that one principal may have.'),
  leastMinutes: z
    .int()
    .min(1)
    .max(1_440)
    .default(5)
    .describe('Between two runs of one standing question there are at least so many.'),
  tokenDays: z
    .int()
    .min(1)
    .max(365)
    .default(30)
    .describe(
      'A token cannot be looked up later: a standing question made with one goes on this long, until its owner resumes it.',
    ),
});
export type SchedulesConfiguration = z.infer<typeof SchedulesConfiguration>;
