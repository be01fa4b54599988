import type { Principal } from '../../shared/contracts/principal.ts';
import type { Schedule } from '../../shared/contracts/schedules.ts';
import { isAdmin } from '../../shared/http/caller.ts';
import { AccessRefused, type HttpProblem, problem } from '../../shared/http/http-problem.ts';
import type { Dependencies } from './operation.ts';

export const noSchedule = (): HttpProblem => problem('NotFound', 'There is no such schedule.');

/** The schedule, for whose it is and for an admin; to anyone else it is not there. Throws NotFound. */
export async function findVisibleSchedule(
  schedules: Pick<Dependencies['schedules'], 'find'>,
  id: string,
  principal: Principal,
): Promise<Schedule> {
  const found = await schedules.find(id);
  if (!found) throw noSchedule();
  if (found.principal.id === principal.id || isAdmin(principal)) return found;
  throw new AccessRefused('NotVisible', noSchedule());
}
