import type { Principal } from '../../shared/contracts/principal.ts';
import type { Schedule } from '../../shared/contracts/schedules.ts';
import { problem } from '../../shared/http/http-problem.ts';
import type { Dependencies } from './operation.ts';

interface Kept {
  readonly schedule: Schedule;
  /** False where a call before this one, of the same Idempotency-Key, had it kept. */
  readonly isNew: boolean;
}

/**
 * Have the record → have it fire. The record comes first: what fires finds it. Where nothing can be made to fire,
 * there is no schedule. Each step can be repeated after a crash behind it. Throws TooManySchedules, and AlreadyEnded
 * for a retry of one that has ended since.
 */
export async function keepSchedule(
  wished: Schedule,
  most: number,
  { schedules, scheduler, clock }: Pick<Dependencies, 'schedules' | 'scheduler' | 'clock'>,
): Promise<Kept> {
  const earlier = await schedules.find(wished.id);
  if (!earlier) await requireRoom(most, wished.principal, schedules);
  const isNew = !earlier && (await schedules.create(wished));
  const schedule = earlier ?? (isNew ? wished : await schedules.find(wished.id));
  if (!schedule) throw problem('AlreadyEnded', 'The standing question of this Idempotency-Key has ended.');
  if (schedule.status !== 'ACTIVE') return { schedule, isNew };
  await scheduler.start(schedule).catch(async (error: unknown) => {
    if (isNew) await schedules.takeBack(schedule.id, new Date(clock.now()));
    throw error;
  });
  return { schedule, isNew };
}

async function requireRoom(
  most: number,
  principal: Principal,
  schedules: Pick<Dependencies['schedules'], 'listByPrincipal'>,
): Promise<void> {
  const { items } = await schedules.listByPrincipal(principal.id, { limit: 100 });
  if (items.length < most) return;
  throw problem('TooManySchedules', `You have ${most} standing questions already: end one of them first.`);
}
