import type { SCHEDULE_API } from '../../shared/contracts/http/routes/schedule-api.ts';
import type { ServingDependencies } from '../../shared/http/api.ts';
import type { Operation as HttpOperation } from '../../shared/http/operation.ts';
import type { JobStore } from '../../shared/jobs/job-store.ts';
import type { ScheduleStore } from '../../shared/schedules/schedule-store.ts';
import type { Scheduler } from '../../shared/schedules/scheduler.ts';

export type ScheduleOperationId = keyof typeof SCHEDULE_API;

/** What the operations use; dependencies.ts makes the real ones. */
export interface Dependencies extends ServingDependencies {
  readonly jobs: Pick<JobStore, 'claimIdempotencyKey'>;
  readonly schedules: Pick<
    ScheduleStore,
    'create' | 'find' | 'listByPrincipal' | 'listAll' | 'end' | 'pause' | 'resume' | 'listRuns'
  >;
  readonly scheduler: Scheduler;
  /** A new ULID. */
  readonly newId: () => string;
}

export type Operation<Id extends ScheduleOperationId> = HttpOperation<Id, Dependencies>;
