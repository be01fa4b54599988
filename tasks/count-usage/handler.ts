import * as z from 'zod';
import { QuestionEventDetail } from '../../shared/contracts/events.ts';
import { usageEntry } from '../../shared/jobs/usage-entry.ts';
import { jobs, ledger } from './dependencies.ts';

const QuestionEvent = z.object({ detail: QuestionEventDetail });

/** Adds what a question that has ended used to its principal's day. Events may come twice; it counts once. */
export async function handler(event: unknown): Promise<void> {
  const { jobId } = QuestionEvent.parse(event).detail;
  const job = await jobs.find(jobId);
  if (job) await ledger.count(usageEntry(job));
}
