import * as z from 'zod';
import { doneOnceOver } from '../outbox/done-once-over.ts';
import { type Kept, NOT_KEPT, type Outbox } from '../outbox/outbox.ts';
import { deliverFiring, type FiringPorts } from './firing.ts';
import { StoredSchedule } from './stored-schedule.ts';

export interface FiringsOptions {
  readonly targets: FiringPorts;
  readonly outbox: Outbox;
  /** Told about firings that failed for good, and about those that cannot be kept. */
  readonly onFailure: (error: unknown) => void;
}

/** Firings on their way to their targets, kept until they have arrived. */
export interface Firings {
  /** It goes on by itself; for this process alone where it cannot be kept. `dueAt` is in milliseconds since the epoch. */
  begin(schedule: StoredSchedule, dueAt: number): void;
  /** Goes on with what earlier processes left. */
  resume(): void;
  /** What has not arrived is left for the next start. */
  stop(): void;
}

/** A firing as the outbox keeps it: the schedule may be deleted while it is tried. */
const firing = z.object({ schedule: StoredSchedule, dueAt: z.number() });
type Firing = z.output<typeof firing>;

export function createFirings({ targets, outbox, onFailure }: FiringsOptions): Firings {
  const stopping = new AbortController();
  const left = outbox.left('firing');
  const carryOut = ({ schedule, dueAt }: Firing, kept: Kept) => {
    const { signal } = stopping;
    doneOnceOver(deliverFiring(schedule, dueAt, targets, signal), kept, signal, onFailure);
  };
  const keep = (body: Firing): Kept => {
    try {
      return outbox.keep('firing', [body])[0] ?? NOT_KEPT;
    } catch (error) {
      onFailure(error);
      return NOT_KEPT;
    }
  };
  return {
    begin: (schedule, dueAt) => carryOut({ schedule, dueAt }, keep({ schedule, dueAt })),
    resume: () => {
      for (const { kept, body } of left.splice(0)) carryOut(firing.parse(body), kept);
    },
    stop: () => stopping.abort(),
  };
}
