import * as z from 'zod';
import { Approval, ApprovalDecision } from '../job.ts';
import { JobStatus } from '../job-status.ts';

export const DecideApproval = z
  .strictObject({
    decision: ApprovalDecision,
    reason: z.string().trim().min(1).max(1_000).optional().describe('Told to who asked.'),
    sha256: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'A SHA-256 has 64 hexadecimal digits.')
      .optional()
      .describe('`approval.sha256` as it was when you looked: other SQL than that is not decided on.'),
  })
  .meta({ examples: [{ decision: 'deny', reason: 'Please ask for one year.' }] });

/** What an approver is told: the decision, and none of the answer. */
export const DecidedApprovalView = z.strictObject({
  id: z.ulid(),
  kind: z.literal('question'),
  status: JobStatus,
  version: z.int().positive(),
  approval: Approval,
  links: z.record(z.string(), z.string()),
});
