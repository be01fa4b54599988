import * as z from 'zod';
import { JobError } from './errors.ts';
import { KeptStep } from './job.ts';
import { Principal } from './principal.ts';
import { QuestionInput } from './question-machine.ts';

/** A part has 8 MiB and S3 takes 10,000 of them: a file of this size is still retried part by part. */
const MAX_BYTES_PER_FILE = 50_000_000_000;
const MIN_BYTES_PER_FILE = 1_000_000;

export const ExportOptions = z.strictObject({
  delimiter: z.enum([',', ';', '\t', '|']).default(','),
  header: z.boolean().default(true),
  bom: z.boolean().default(false).describe('A byte order mark, by which Excel knows UTF-8.'),
  compression: z.enum(['none', 'gzip', 'zstd']).default('none'),
  spreadsheetSafe: z
    .boolean()
    .default(false)
    .describe('Cells of text that a spreadsheet would take for a formula get an apostrophe before them.'),
  maxBytesPerFile: z
    .int()
    .min(MIN_BYTES_PER_FILE)
    .max(MAX_BYTES_PER_FILE)
    .default(5_000_000_000)
    .describe('Of CSV, before compression. More than that becomes several files and a manifest.'),
});
export type ExportOptions = z.infer<typeof ExportOptions>;

/** READY, FAILED, CANCELLED and EXPIRED are final; only a READY one expires. */
export const ExportStatus = z.enum(['SUBMITTED', 'RUNNING', 'READY', 'FAILED', 'CANCELLED', 'EXPIRED']);
export type ExportStatus = z.infer<typeof ExportStatus>;

/**
 * What starts an execution of the export machine: with the SQL of a question that was answered, or with a question
 * to be asked first.
 */
export const ExportInput = z.strictObject({
  id: z.ulid(),
  source: z.string(),
  questionId: z.ulid().optional(),
  sql: z.string().optional(),
  question: QuestionInput.optional(),
  /** The words of the question that was answered: the files are called after it. */
  title: z.string().optional(),
  principalId: Principal.shape.id,
  roles: Principal.shape.roles,
  attributes: Principal.shape.attributes,
  askedAt: z.iso.datetime(),
  /** Of SQL that an approver let run in spite of its cost. */
  approvedSha256: z.string().length(64).optional(),
  /** Given by a question that starts its own export, which has no record before. */
  retentionDays: z.int().positive().optional(),
  /** Left out by a question that starts its own export: the defaults. */
  options: ExportOptions.prefault({}),
});
export type ExportInput = z.infer<typeof ExportInput>;

/** What the export machine puts on the queue, once the SQL is checked. */
export const ExportMessage = z.strictObject({
  export: ExportInput,
  sql: z.string(),
  sha256: z.string().length(64),
  estimatedRows: z.number().nonnegative(),
  /** Whose message it is, for the log; messages of earlier versions do not say. */
  executionArn: z.string().optional(),
});
export type ExportMessage = z.infer<typeof ExportMessage>;

const bytes = z.int().nonnegative();

export const ExportedFile = z.strictObject({ name: z.string(), key: z.string(), bytes, sha256: z.string() });
export type ExportedFile = z.infer<typeof ExportedFile>;

/** How an export ended. */
export const ExportEnding = z.strictObject({
  rows: z.int().nonnegative().optional(),
  ranAt: z.iso.datetime().optional(),
  files: z.array(ExportedFile).optional(),
  expiresAt: z.iso.datetime().optional().describe('When the files are removed.'),
  error: JobError.optional(),
});
export type ExportEnding = z.infer<typeof ExportEnding>;

/** An export's record as the job table keeps it. */
export const ExportJob = z.strictObject({
  id: z.ulid(),
  kind: z.literal('export'),
  status: ExportStatus,
  version: z.int().positive(),
  asked: ExportInput,
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional(),
  endedAt: z.iso.datetime().optional(),
  endedBy: z.string().optional(),
  /** How often a worker has taken it up. */
  attempt: z.int().nonnegative().default(0),
  rowsWritten: z.int().nonnegative().default(0),
  bytesWritten: bytes.default(0),
  estimatedRows: z.number().nonnegative().optional(),
  /** Why the last attempt failed, while another one is to come. */
  lastError: JobError.optional(),
  steps: z.array(KeptStep),
  ending: ExportEnding.optional(),
});
export type ExportJob = z.infer<typeof ExportJob>;

const FileView = z.strictObject({
  name: z.string(),
  url: z.string().describe('Downloads the file, without a key; made anew with each call.'),
  bytes,
  sha256: z.string().describe('Of the file as it is downloaded.'),
  expiresAt: z.iso.datetime().describe('When the link ends.'),
});

/** An export as HTTP shows it. */
export const ExportView = z.strictObject({
  id: z.ulid(),
  kind: z.literal('export'),
  status: ExportStatus,
  version: z.int().positive(),
  principal: z.string().describe('The id of the principal who asked.'),
  source: z.string(),
  questionId: z.ulid().optional(),
  options: ExportOptions,
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional(),
  endedAt: z.iso.datetime().optional(),
  ranAt: z.iso.datetime().optional().describe('When the query ran that gave these rows.'),
  attempt: z.int().describe('How often it has been taken up; more than once after a failure.'),
  rows: z.int().describe('Written so far.'),
  bytes: z.int().describe('Of CSV written so far; when READY, of the files.'),
  progress: z
    .number()
    .min(0)
    .max(1)
    .optional()
    .describe("1 when READY; before, a guess by the planner's estimate, where there is one."),
  files: z.array(FileView).optional().describe('When READY: one link a file, the manifest of several last.'),
  expiresAt: z.iso.datetime().optional().describe('When the files are removed.'),
  error: JobError.optional(),
  links: z.record(z.string(), z.string()),
});
export type ExportView = z.infer<typeof ExportView>;
