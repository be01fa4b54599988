import * as z from 'zod';
import { Notify, ScheduleView } from '../schedules.ts';
import { nextCursor, PageQuery } from './paging.ts';
import { AskHeaders, AskQuestion, QuestionText } from './questions.ts';

const MAX_EXPRESSION = 250;
const MAX_NAME = 100;

const Expression = z.string().trim().min(1).max(MAX_EXPRESSION);

export const CreateSchedule = z
  .strictObject({
    name: z.string().trim().min(1).max(MAX_NAME).optional(),
    question: QuestionText,
    source: AskQuestion.shape.source,
    cron: Expression.optional().describe(
      'Six fields as EventBridge Scheduler reads them: minutes, hours, day of the month, month, day of the week, year. Exactly one of `cron` and `rate` is given.',
    ),
    rate: Expression.optional().describe('A number of minutes, hours or days, the first run at once.'),
    timeZone: z
      .string()
      .max(50)
      .default('UTC')
      .describe(
        'IANA name. Across daylight saving time a time that is left out is left out, one that comes twice counts once.',
      ),
    notify: Notify.default('always').describe(
      '`changed`: only of rows that are not those of the last answer, and of the first failure after an answer.',
    ),
  })
  .refine(({ cron, rate }) => (cron === undefined) !== (rate === undefined), {
    path: ['cron'],
    message: 'Give either cron or rate.',
  })
  .meta({
    examples: [
      {
        question: 'How many orders were shipped yesterday?',
        cron: '0 8 ? * MON-FRI *',
        timeZone: 'Europe/Berlin',
        notify: 'changed',
      },
    ],
  });
export type CreateSchedule = z.infer<typeof CreateSchedule>;

export const ScheduleHeaders = z.object({
  'idempotency-key': AskHeaders.shape['idempotency-key'].describe(
    'A retry with the same key and body, within a day, gets the same schedule instead of another.',
  ),
});

export const ScheduleParams = z.strictObject({ id: z.ulid() });

export const ScheduleSummary = ScheduleView.omit({ runs: true });

export const SchedulesQuery = z.strictObject({
  ...PageQuery.shape,
  scope: z.enum(['own', 'all']).default('own').describe('`all` is for the role admin.'),
});

export const SchedulePage = z.strictObject({ schedules: z.array(ScheduleSummary), nextCursor });
