import * as z from 'zod';
import { ScheduleDisabledDetail, ScheduleRunDetail } from './events.ts';
import { QuestionInput } from './question-machine.ts';

/** What EventBridge Scheduler starts the machine with; the time is the one the schedule names, to the second. */
export const ScheduleInput = z.strictObject({ scheduleId: z.ulid(), scheduledAt: z.iso.datetime() });
export type ScheduleInput = z.infer<typeof ScheduleInput>;

export const OpenRunInput = z.strictObject({ firing: ScheduleInput, executionArn: z.string() });
export type OpenRunInput = z.infer<typeof OpenRunInput>;

/** `ignored`: this time has been asked before, or the schedule is not active. */
export const OpenRunOutput = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.literal('opened'), job: QuestionInput }),
  z.strictObject({ outcome: z.literal('ignored'), reason: z.string() }),
  z.strictObject({ outcome: z.literal('disabled'), event: ScheduleDisabledDetail }),
]);
export type OpenRunOutput = z.infer<typeof OpenRunOutput>;

export const CompareRunInput = z.strictObject({ firing: ScheduleInput, executionArn: z.string().optional() });

/** `running`: the question has not ended yet. `quiet`: nothing is to be told. */
export const CompareRunOutput = z.discriminatedUnion('outcome', [
  z.strictObject({ outcome: z.enum(['running', 'quiet']) }),
  z.strictObject({ outcome: z.literal('tell'), detailType: z.string(), event: ScheduleRunDetail }),
]);
export type CompareRunOutput = z.infer<typeof CompareRunOutput>;
