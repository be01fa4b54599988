import type { ExportJob } from '../../shared/contracts/exports.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import { isAdmin } from '../../shared/http/caller.ts';
import { AccessRefused, problem } from '../../shared/http/http-problem.ts';
import type { Dependencies } from './operation.ts';

/** The export, for who asked for it and for an admin; to anyone else it is not there. Throws NotFound. */
export async function findVisibleExport(
  exports: Dependencies['exports'],
  id: string,
  principal: Principal,
): Promise<ExportJob> {
  const job = await exports.find(id);
  const absent = problem('NotFound', 'There is no such export.');
  if (!job) throw absent;
  if (job.asked.principalId === principal.id || isAdmin(principal)) return job;
  throw new AccessRefused('NotVisible', absent);
}
