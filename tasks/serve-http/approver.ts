import type { QuestionJob } from '../../shared/contracts/job.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import { isAdmin } from '../../shared/http/caller.ts';
import { findVisibleJob } from '../../shared/http/find-visible-job.ts';
import type { Dependencies } from './operation.ts';

const APPROVER = 'approver';

export const mayApprove = (principal: Principal) => isAdmin(principal) || principal.roles.includes(APPROVER);

/** The job, for who may read it in any case and, while it awaits approval, for approvers. Throws NotFound. */
export async function findReadableJob(
  jobs: Dependencies['jobs'],
  id: string,
  principal: Principal,
): Promise<QuestionJob> {
  const job = mayApprove(principal) ? await jobs.find(id) : undefined;
  return job?.status === 'AWAITING_APPROVAL' ? job : findVisibleJob(jobs, id, principal);
}
