import { createHash } from 'node:crypto';
import type { KeptStep } from '../contracts/job.ts';
import { type Documents, unlessRefused } from '../platform/dynamodb-documents.ts';
import { jobKey } from './job-key.ts';
import { usageDay, usesOf } from './usage-entry.ts';
import { usageUpdate } from './usage-item.ts';

/**
 * Adds to the ledger what a step used that ended after its job was counted: a cancelled question's, or one whose
 * state had waited long enough. The principal's day keeps a note of it, so that a repetition adds nothing; late steps
 * are few, so that the notes are.
 */
export async function countLateStep(
  documents: Documents,
  jobId: string,
  name: string,
  step: KeptStep,
): Promise<void> {
  const uses = usesOf([step]);
  if (uses.length === 0) return;
  const { principal, createdAt, steps } = Object((await documents.get(jobKey(jobId))) ?? {});
  // It was counted as it stands there.
  if (steps?.[name] !== undefined) return;
  const addition = { principalId: String(principal.id), day: usageDay(String(createdAt)), uses };
  const note = `late ${createHash('sha256').update(`${jobId} ${name}`).digest('hex').slice(0, 16)}`;
  await unlessRefused(documents.update(usageUpdate(addition, { questions: 0, note })));
}
