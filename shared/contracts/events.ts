import * as z from 'zod';
import { BatchStatus } from './batch-status.ts';
import { JobError } from './errors.ts';
import { isFinal, JobStatus } from './job-status.ts';
import { DisabledReason } from './schedules.ts';

export const EVENT_SOURCE = 'inquery';

/** The detail-type of each event that tells how a question goes, by the status it announces. */
export const QUESTION_EVENTS = {
  SUBMITTED: 'Question Submitted',
  AWAITING_APPROVAL: 'Approval Requested',
  ANSWERED: 'Question Answered',
  REPLIED: 'Question Answered',
  NEEDS_CLARIFICATION: 'Clarification Needed',
  REFUSED: 'Question Refused',
  FAILED: 'Question Failed',
  CANCELLED: 'Question Cancelled',
} as const satisfies Partial<Record<JobStatus, string>>;

/** The detail-types that tell of a question's end. */
export const ENDING_EVENTS: readonly string[] = [
  ...new Set(
    Object.entries(QUESTION_EVENTS).flatMap(([status, type]) =>
      isFinal(JobStatus.parse(status)) ? type : [],
    ),
  ),
];

/** Ids, links and the error's name: never rows, SQL or the question. */
export const QuestionEventDetail = z.strictObject({
  schemaVersion: z.literal(1),
  eventId: z.string().describe('Stable across redelivery: deduplicate on it.'),
  jobId: z.ulid(),
  at: z.iso.datetime(),
  status: JobStatus,
  principalId: z.string(),
  source: z.string(),
  conversationId: z.string().optional(),
  error: z.string().optional().describe('The name of the error, where there is one.'),
  links: z.strictObject({ self: z.string() }),
});
export type QuestionEventDetail = z.infer<typeof QuestionEventDetail>;

/** The detail-type of the event that tells how an export ended, by its status; a cancel is nobody else's news. */
export const EXPORT_EVENTS = { READY: 'Export Ready', FAILED: 'Export Failed' } as const;

/** Ids, counts and the error's name: never a link to a file, which would open it to any subscriber. */
export const ExportEventDetail = z.strictObject({
  schemaVersion: z.literal(1),
  eventId: z.string().describe('Stable across redelivery: deduplicate on it.'),
  jobId: z.ulid(),
  at: z.iso.datetime(),
  status: z.enum(['READY', 'FAILED']),
  principalId: z.string(),
  source: z.string(),
  questionId: z.ulid().optional(),
  rows: z.int().nonnegative().optional(),
  bytes: z.int().nonnegative().optional(),
  error: z.string().optional().describe('The name of the error, where there is one.'),
  links: z.strictObject({ self: z.string() }),
});
export type ExportEventDetail = z.infer<typeof ExportEventDetail>;
const NamedTables = z.strictObject({
  count: z.int().nonnegative(),
  tables: z.array(z.string()).max(50).describe('The first of them, as schema.table.'),
});

/** Tables that came, went, or have other columns, types or primary keys than before. */
export const CatalogChanges = z.strictObject({
  added: NamedTables,
  removed: NamedTables,
  changed: NamedTables,
});
export type CatalogChanges = z.infer<typeof CatalogChanges>;

export const CatalogRefreshedDetail = z.strictObject({
  schemaVersion: z.literal(1),
  eventId: z.string(),
  at: z.iso.datetime(),
  source: z.string(),
  version: z.string().describe('The same as before when nothing in it changed.'),
  tables: z.int().nonnegative(),
  changes: CatalogChanges,
  links: z.strictObject({ self: z.string() }),
});

export const SUBSCRIPTION_DISABLED = 'Subscription Disabled';

export const SubscriptionDisabledDetail = z.strictObject({
  schemaVersion: z.literal(1),
  eventId: z.string().describe('Stable across redelivery: deduplicate on it.'),
  subscriptionId: z.ulid(),
  at: z.iso.datetime(),
  status: z.literal('DISABLED'),
  principalId: z.string(),
  reason: z
    .enum(['Failing', 'Gone'])
    .describe('Nothing got through for a day, or the receiver answered 410.'),
  links: z.strictObject({ self: z.string() }),
});
export type SubscriptionDisabledDetail = z.infer<typeof SubscriptionDisabledDetail>;

/** The detail-type of the event that tells how a batch ended, by its status. */
export const BATCH_EVENTS = {
  COMPLETED: 'Batch Completed',
  FAILED: 'Batch Failed',
  STOPPED: 'Batch Stopped',
} as const satisfies Partial<Record<BatchStatus, string>>;

export const BatchEventDetail = z.strictObject({
  schemaVersion: z.literal(1),
  eventId: z.string().describe('Stable across redelivery: deduplicate on it.'),
  jobId: z.ulid(),
  at: z.iso.datetime(),
  status: BatchStatus,
  principalId: z.string(),
  error: JobError.optional().describe('Why it failed; of a file, the line and what is wrong with it.'),
  links: z.strictObject({ self: z.string() }),
});
export type BatchEventDetail = z.infer<typeof BatchEventDetail>;

export const SCHEDULE_EVENTS = { answered: 'Schedule Answered', failed: 'Schedule Failed' } as const;
const SCHEDULE_DISABLED = 'Schedule Disabled';

/** What came of one run of a standing question. */
export const ScheduleRunDetail = z.strictObject({
  schemaVersion: z.literal(1),
  eventId: z.string().describe('Stable across redelivery: deduplicate on it.'),
  scheduleId: z.ulid(),
  jobId: z.ulid().describe('The question that was asked.'),
  at: z.iso.datetime(),
  scheduledAt: z.iso.datetime(),
  status: JobStatus,
  principalId: z.string(),
  source: z.string(),
  changed: z
    .boolean()
    .optional()
    .describe('Of an answer that was compared: whether its rows are not those of the last one.'),
  error: z.string().optional().describe('The name of the error, where there is one.'),
  links: z.strictObject({ self: z.string(), question: z.string() }),
});
export type ScheduleRunDetail = z.infer<typeof ScheduleRunDetail>;

export const ScheduleDisabledDetail = z.strictObject({
  schemaVersion: z.literal(1),
  eventId: z.string().describe('Stable across redelivery: deduplicate on it.'),
  scheduleId: z.ulid(),
  at: z.iso.datetime(),
  status: z.literal('DISABLED'),
  principalId: z.string(),
  reason: DisabledReason,
  links: z.strictObject({ self: z.string() }),
});
export type ScheduleDisabledDetail = z.infer<typeof ScheduleDisabledDetail>;

/** Every event we publish: detail-type → the schema of its detail. */
export const PUBLISHED_EVENTS: Readonly<Record<string, z.ZodType>> = {
  ...Object.fromEntries(Object.values(QUESTION_EVENTS).map((type) => [type, QuestionEventDetail])),
  ...Object.fromEntries(Object.values(EXPORT_EVENTS).map((type) => [type, ExportEventDetail])),
  'Catalog Refreshed': CatalogRefreshedDetail,
  [SUBSCRIPTION_DISABLED]: SubscriptionDisabledDetail,
  ...Object.fromEntries(Object.values(BATCH_EVENTS).map((type) => [type, BatchEventDetail])),
  ...Object.fromEntries(Object.values(SCHEDULE_EVENTS).map((type) => [type, ScheduleRunDetail])),
  [SCHEDULE_DISABLED]: ScheduleDisabledDetail,
};

/** Step Functions' own event, as far as the finaliser reads it. */
export const ExecutionStatusChange = z.object({
  source: z.literal('aws.states'),
  'detail-type': z.literal('Step Functions Execution Status Change'),
  detail: z.object({
    executionArn: z.string(),
    status: z.enum(['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED', 'PENDING_REDRIVE']),
    input: z.string().nullish(),
    error: z.string().nullish(),
    cause: z.string().nullish(),
  }),
});
export type ExecutionStatusChange = z.infer<typeof ExecutionStatusChange>;
