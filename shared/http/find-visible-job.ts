import type { QuestionJob } from '../contracts/job.ts';
import type { Principal } from '../contracts/principal.ts';
import type { JobStore } from '../jobs/job-store.ts';
import { isAdmin } from './caller.ts';
import { AccessRefused, problem } from './http-problem.ts';

/** The job, for who asked it and for an admin; to anyone else it is not there. Throws NotFound. */
export async function findVisibleJob(
  jobs: Pick<JobStore, 'find'>,
  id: string,
  principal: Principal,
): Promise<QuestionJob> {
  const job = await jobs.find(id);
  const absent = problem('NotFound', 'There is no such question.');
  if (!job) throw absent;
  if (job.principal.id === principal.id || isAdmin(principal)) return job;
  throw new AccessRefused('NotVisible', absent);
}
