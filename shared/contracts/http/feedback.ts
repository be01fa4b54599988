import * as z from 'zod';
import { Feedback, FeedbackVerdict } from '../job.ts';

export const GiveFeedback = z
  .strictObject({
    verdict: FeedbackVerdict.describe(
      '`approve`: the SQL is right. `correct`: `sql` would have been. `reject`: it is wrong, and `reason` says why.',
    ),
    sql: z.string().trim().min(1).max(8_000).optional().describe('With `correct` only.'),
    reason: z.string().trim().min(1).max(1_000).optional(),
  })
  .superRefine(({ verdict, sql, reason }, context) => {
    const refuse = (path: string, message: string) =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (verdict === 'correct' && sql === undefined) refuse('sql', 'Give the SQL that is right.');
    if (verdict !== 'correct' && sql !== undefined) refuse('sql', 'SQL goes with the verdict `correct`.');
    if (verdict === 'reject' && reason === undefined) refuse('reason', 'Say what is wrong.');
  })
  .meta({ examples: [{ verdict: 'reject', reason: 'Returns were counted in.' }] });

/** What who gave it is told: the decision, and none of the answer. */
export const FeedbackView = z.strictObject({
  id: z.ulid(),
  kind: z.literal('question'),
  feedback: Feedback,
  links: z.record(z.string(), z.string()),
});
