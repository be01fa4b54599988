import type { QuestionJob } from '../../shared/contracts/job.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import { isAdmin } from './caller.ts';
import { problem } from './http-problem.ts';
import type { Dependencies } from './operation.ts';

/** The job, for who asked it and for an admin; to anyone else it is not there. Throws NotFound. */
export async function findVisibleJob(
  jobs: Dependencies['jobs'],
  id: string,
  principal: Principal,
): Promise<QuestionJob> {
  const job = await jobs.find(id);
  if (!job || (job.principal.id !== principal.id && !isAdmin(principal))) {
    throw problem('NotFound', 'There is no such question.');
  }
  return job;
}
