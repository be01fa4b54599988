import type * as z from 'zod';
import type { ScheduleSummary } from '../../shared/contracts/http/schedules.ts';
import type { Schedule, ScheduleRun, ScheduleView } from '../../shared/contracts/schedules.ts';
import { schedulePath } from '../../shared/schedules/schedule-event.ts';
import { nextRunAt } from '../../shared/schedules/timing-of.ts';
import type { Dependencies } from './operation.ts';

const RUNS_SHOWN = 10;

/** A schedule as HTTP shows it, with its last runs. */
export async function scheduleView(
  schedule: Schedule,
  { schedules, clock }: Pick<Dependencies, 'schedules' | 'clock'>,
): Promise<ScheduleView> {
  const runs = await schedules.listRuns(schedule.id, RUNS_SHOWN);
  return { ...scheduleSummary(schedule, clock.now()), runs: runs.map(runView) };
}

/** The same in a list: without runs. */
export function scheduleSummary(schedule: Schedule, now: number): z.infer<typeof ScheduleSummary> {
  const {
    principal,
    credential: _shown,
    confirmedAt: _at,
    answer: _answer,
    last: _last,
    ...record
  } = schedule;
  const next = nextRunAt(schedule, now);
  return {
    ...record,
    principal: principal.id,
    ...(next !== undefined && { nextRunAt: next }),
    links: linksOf(schedule),
  };
}

function linksOf({ id, status }: Schedule): Record<string, string> {
  const self = schedulePath(id);
  return { self, ...(status === 'ACTIVE' ? { pause: `${self}/pause` } : { resume: `${self}/resume` }) };
}

function runView({ jobId, executionArn: _arn, digest: _digest, error: _error, ...run }: ScheduleRun) {
  return { ...run, questionId: jobId, links: { question: `/v1/questions/${jobId}` } };
}
