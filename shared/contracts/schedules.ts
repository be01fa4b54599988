import * as z from 'zod';
import { JobStatus } from './job-status.ts';
import { Principal } from './principal.ts';

/** ACTIVE fires, PAUSED waits to be resumed, DISABLED was stopped because nobody answers for it any more. */
export const ScheduleStatus = z.enum(['ACTIVE', 'PAUSED', 'DISABLED']);
export type ScheduleStatus = z.infer<typeof ScheduleStatus>;

/** When to tell of a run: of each, or where the rows are not those of the last answer. */
export const Notify = z.enum(['always', 'changed']);

/** Why a schedule was disabled: what became of the key or token it was made with. */
export const DisabledReason = z.enum([
  'KeyRevoked',
  'KeyExpired',
  'KeyUnknown',
  'TokensNotAccepted',
  'TokenNotConfirmed',
]);
export type DisabledReason = z.infer<typeof DisabledReason>;

const asked = {
  id: z.ulid(),
  name: z.string().optional(),
  question: z.string(),
  source: z.string(),
  expression: z.string().describe('As EventBridge Scheduler reads it: cron(…) or rate(…).'),
  timeZone: z.string().describe('Whose clock a cron expression goes by.'),
  notify: Notify,
  status: ScheduleStatus,
  version: z.int().positive(),
  createdAt: z.iso.datetime(),
  activeSince: z.iso.datetime().describe('Made or resumed; what a rate counts from.'),
  disabledReason: DisabledReason.optional(),
};

/** A standing question as the job table keeps it. */
export const Schedule = z.strictObject({
  ...asked,
  principal: Principal,
  /** `key:<id>` or `token:<issuer>`: what its owner showed when making or resuming it. */
  credential: z.string(),
  /** When its owner last showed that. */
  confirmedAt: z.iso.datetime(),
  /** The last run that was answered: the next one is compared with it. */
  answer: z.strictObject({ scheduledAt: z.iso.datetime(), digest: z.string() }).optional(),
  /** The last run that has ended, and whether with an answer. */
  last: z.strictObject({ scheduledAt: z.iso.datetime(), answered: z.boolean() }).optional(),
});
export type Schedule = z.infer<typeof Schedule>;

const run = {
  scheduledAt: z.iso.datetime(),
  startedAt: z.iso.datetime(),
  endedAt: z.iso.datetime().optional(),
  status: JobStatus.optional().describe('How its question ended; left out while it has not.'),
  changed: z
    .boolean()
    .optional()
    .describe(
      'Whether its rows are not those of the last answer, or there was none; only of an answer that was compared.',
    ),
  told: z.boolean().optional().describe('Whether there was an event of it.'),
};

/** One run as the table keeps it. */
export const ScheduleRun = z.strictObject({
  ...run,
  jobId: z.ulid(),
  executionArn: z.string(),
  digest: z.string().optional(),
  error: z.string().optional(),
});
export type ScheduleRun = z.infer<typeof ScheduleRun>;

export const ScheduleRunView = z.strictObject({
  ...run,
  questionId: z.ulid(),
  links: z.strictObject({ question: z.string() }),
});

/** A standing question as HTTP shows it. */
export const ScheduleView = z.strictObject({
  ...asked,
  principal: z.string().describe('The id of the principal whose question it is.'),
  nextRunAt: z.iso.datetime().optional().describe('Of one that is active and will ever fire again.'),
  runs: z.array(ScheduleRunView).optional().describe('The last ones, newest first.'),
  links: z.record(z.string(), z.string()),
});
export type ScheduleView = z.infer<typeof ScheduleView>;
