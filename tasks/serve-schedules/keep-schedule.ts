import type { Principal } from '../../shared/contracts/principal.ts';
import type { Schedule } from '../../shared/contracts/schedules.ts';
import { problem } from '../../shared/http/http-problem.ts';
import type { Dependencies } from './operation.ts';

interface Keeping {
  /** So many of one principal. */
  readonly most: number;
  /** Whether the call has an Idempotency-Key, by which it or another may be kept with the same record. */
  readonly isRepeatable: boolean;
  /** Told once for each schedule, as soon as its record is there to stay. */
  readonly onKept: () => void;
}

/**
 * Have the record → have it fire. The record comes first: what fires finds it. Where nothing can be made to fire,
 * there is no schedule; only a repeatable call leaves the record to its retry, since another of the same key may have
 * made it fire. Each step can be repeated after a crash behind it. Throws TooManySchedules, and AlreadyEnded for a
 * retry of one that has ended since.
 */
export async function keepSchedule(
  wished: Schedule,
  { schedules, scheduler, clock }: Pick<Dependencies, 'schedules' | 'scheduler' | 'clock'>,
  { most, isRepeatable, onKept }: Keeping,
): Promise<Schedule> {
  const earlier = await schedules.find(wished.id);
  if (!earlier) await requireRoom(most, wished.principal, schedules);
  const isNew = !earlier && (await schedules.create(wished));
  const schedule = earlier ?? (isNew ? wished : await schedules.find(wished.id));
  if (!schedule) throw problem('AlreadyEnded', 'The standing question of this Idempotency-Key has ended.');
  if (isNew && isRepeatable) onKept();
  if (schedule.status !== 'ACTIVE') return schedule;
  await scheduler.start(schedule).catch(async (error: unknown) => {
    if (isNew && !isRepeatable) await schedules.end(schedule.id, new Date(clock.now()));
    throw error;
  });
  if (isNew && !isRepeatable) onKept();
  return schedule;
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
