import type { QuestionJob } from '../../shared/contracts/job.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import { isAdmin } from '../../shared/http/caller.ts';
import { AccessRefused, problem } from '../../shared/http/http-problem.ts';
import type { Dependencies } from './operation.ts';

/** The job, for who asked it and for an admin; to anyone else it is not there. Throws NotFound. */
export async function findVisibleJob(
  jobs: Dependencies['jobs'],
  id: string,
  principal: Principal,
): Promise<QuestionJob> {
  const job = await jobs.find(id);
  const absent = problem('NotFound', 'There is no such question.');
  if (!job) throw absent;
  if (job.principal.id === principal.id || isAdmin(principal)) return job;
  throw new AccessRefused('NotVisible', absent);
}
