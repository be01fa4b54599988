import type { Schedule, ScheduleRun } from '../../shared/contracts/schedules.ts';
import type { ScheduleStore } from '../../shared/schedules/schedule-store.ts';
import type { Scheduler } from '../../shared/schedules/scheduler.ts';

/** Schedules in memory, and a scheduler that notes what it is told. */
export function createFakeSchedules() {
  const byId = new Map<string, Schedule>();
  const ended = new Set<string>();
  const runs: ScheduleRun[] = [];
  const calls: string[] = [];
  const change = async (id: string, changes: Partial<Schedule>) => {
    const found = byId.get(id);
    if (found) byId.set(id, { ...found, ...changes, version: found.version + 1 });
    return byId.get(id);
  };
  const newest = (schedules: Schedule[], limit: number) => ({ items: schedules.reverse().slice(0, limit) });
  const schedules: Pick<
    ScheduleStore,
    'create' | 'find' | 'listByPrincipal' | 'listAll' | 'end' | 'pause' | 'resume' | 'listRuns'
  > = {
    create: async (schedule) => {
      if (byId.has(schedule.id) || ended.has(schedule.id)) return false;
      byId.set(schedule.id, schedule);
      return true;
    },
    find: async (id) => byId.get(id),
    listByPrincipal: async (principalId, { limit }) =>
      newest(
        [...byId.values()].filter(({ principal }) => principal.id === principalId),
        limit,
      ),
    listAll: async ({ limit }) => newest([...byId.values()], limit),
    end: async (id) => {
      ended.add(id);
      return byId.delete(id);
    },
    pause: async (id) => {
      const found = byId.get(id);
      return found?.status === 'ACTIVE' ? change(id, { status: 'PAUSED' }) : found;
    },
    resume: async (id, { principal, credential }, at) => {
      const { disabledReason: _, ...rest } = byId.get(id) ?? {};
      byId.set(id, { ...rest } as Schedule); // as it was, without the reason
      return change(id, { status: 'ACTIVE', principal, credential, confirmedAt: at, activeSince: at });
    },
    listRuns: async (_id, limit) => runs.slice(0, limit),
  };
  const scheduler: Scheduler = {
    start: async ({ id, expression }) => void calls.push(`start ${id} ${expression}`),
    stop: async (id) => void calls.push(`stop ${id}`),
  };
  return { schedules, scheduler, scheduled: { byId, runs, calls } };
}
