import * as z from 'zod';
import { Difference } from '../difference.ts';
import { JobError } from '../errors.ts';
import { QuestionMode, QuestionView } from '../job.ts';
import { Column, PAGE_ROWS, Row } from '../rows.ts';
import { MAX_WAIT_SECONDS } from './limits.ts';
import { cursor, nextCursor, wholeNumber } from './paging.ts';

const MAX_QUESTION_CHARACTERS = 2_000;

// Every control character but tab and newline.
const CONTROL = /[^\P{Cc}\t\n]/u;

export const QuestionText = z
  .string()
  .trim()
  .refine((text) => text.length > 0, { error: 'The question is empty.', abort: true })
  .refine((text) => [...text].length <= MAX_QUESTION_CHARACTERS, {
    error: `A question has at most ${MAX_QUESTION_CHARACTERS} characters.`,
    abort: true,
  })
  .refine((text) => !CONTROL.test(text) && text.isWellFormed(), {
    error: 'The question contains a control character; only tab and newline may be in it.',
  })
  .meta({ minLength: 1, maxLength: MAX_QUESTION_CHARACTERS });

const ConversationId = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'A conversation id has 1 to 64 letters, digits, _ and -.');

export const AskQuestion = z
  .strictObject({
    question: QuestionText,
    source: z
      .string()
      .min(1)
      .max(63)
      .optional()
      .describe('Which database; the configured default, or the only one, otherwise.'),
    conversationId: ConversationId.optional().describe(
      'Continues the conversation of that id, or begins it. Without it the question stands alone.',
    ),
    mode: QuestionMode.default('answer').describe(
      '`sql` stops once the SQL is written and checked; `export` also starts an export of all rows.',
    ),
  })
  .meta({ examples: [{ question: 'How many customers are there?', source: 'northwind' }] });
export type AskQuestion = z.infer<typeof AskQuestion>;

export const AskHeaders = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x20-\x7e]{1,200}$/, 'An Idempotency-Key has 1 to 200 printable ASCII characters.')
    .optional()
    .describe('A retry with the same key and body gets the same question instead of asking it again.'),
  prefer: z
    .string()
    .optional()
    .describe(`\`wait=N\` (RFC 7240) waits up to N seconds, at most ${MAX_WAIT_SECONDS}, for the end.`),
  'cache-control': z
    .string()
    .optional()
    .describe('`no-cache` has the rows read anew, where the source keeps results for a while.'),
});

export const QuestionParams = z.strictObject({ id: z.ulid() });

export const LongPollQuery = z.strictObject({
  wait: wholeNumber(0, MAX_WAIT_SECONDS).optional().describe('Seconds to wait for a change.'),
  after: wholeNumber(0, 9_999_999_999)
    .optional()
    .describe('The version already seen: answers once it is higher. Without it `wait` waits for the end.'),
});

export const RowsQuery = z.strictObject({ limit: wholeNumber(1, PAGE_ROWS).default(PAGE_ROWS), cursor });

/** A question read by itself. */
export const WholeQuestionView = z.strictObject({
  ...QuestionView.shape,
  difference: Difference.optional().describe('Of a replay that has ended.'),
});

/** A question in a list: what it was and how it ended, without rows and steps. */
export const QuestionSummary = z.strictObject({
  ...QuestionView.pick({
    id: true,
    kind: true,
    status: true,
    version: true,
    question: true,
    source: true,
    conversationId: true,
    mode: true,
    createdAt: true,
    startedAt: true,
    endedAt: true,
    answer: true,
    sql: true,
    rowCount: true,
    redriveOf: true,
    replayOf: true,
    links: true,
  }).shape,
  error: JobError.optional(),
});
export type QuestionSummary = z.infer<typeof QuestionSummary>;

export const QuestionPage = z.strictObject({ questions: z.array(QuestionSummary), nextCursor });

export const RowsPage = z.strictObject({
  columns: z.array(Column),
  rows: z.array(Row),
  rowCount: z.int().describe('Of the whole snapshot.'),
  truncated: z.boolean(),
  ranAt: z.iso.datetime(),
  nextCursor,
});
export type RowsPage = z.infer<typeof RowsPage>;

export const ConversationParams = z.strictObject({ id: ConversationId });

export const ConversationView = z.strictObject({
  id: z.string(),
  questions: z.array(QuestionSummary).describe('Oldest first.'),
  nextCursor,
  links: z.record(z.string(), z.string()),
});
