import type { BatchJob } from '../../shared/contracts/batch.ts';
import type { Principal } from '../../shared/contracts/principal.ts';
import { isAdmin } from '../../shared/http/caller.ts';
import { AccessRefused, problem } from '../../shared/http/http-problem.ts';
import type { Dependencies } from './operation.ts';

/** The batch, for who it belongs to and for an admin; to anyone else it is not there. Throws NotFound. */
export async function findVisibleBatch(
  batches: Dependencies['batches'],
  id: string,
  principal: Principal,
): Promise<BatchJob> {
  const batch = await batches.find(id);
  const absent = problem('NotFound', 'There is no such batch.');
  if (!batch) throw absent;
  if (batch.principal.id === principal.id || isAdmin(principal)) return batch;
  throw new AccessRefused('NotVisible', absent);
}
