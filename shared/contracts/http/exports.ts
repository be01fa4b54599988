import * as z from 'zod';
import { ExportOptions, ExportView } from '../exports.ts';
import { nextCursor, PageQuery } from './paging.ts';
import { QuestionText } from './questions.ts';

export const StartExport = z
  .strictObject({
    questionId: z
      .ulid()
      .optional()
      .describe('An answered question: its SQL is checked again for you and run again.'),
    question: QuestionText.optional().describe('Or a question that is asked first.'),
    source: z.string().min(1).max(63).optional().describe('Of `question`.'),
    options: ExportOptions.prefault({}),
  })
  .refine(({ questionId, question }) => (questionId === undefined) !== (question === undefined), {
    error: 'Give either questionId or question.',
  })
  .refine(({ questionId, source }) => questionId === undefined || source === undefined, {
    path: ['source'],
    error: 'A question that was asked has its source.',
  })
  .meta({ examples: [{ questionId: '01JC0000000000000000000000', options: { compression: 'gzip' } }] });
export type StartExport = z.infer<typeof StartExport>;

export const ExportParams = z.strictObject({ id: z.ulid() });

/** An export in a list: without links to its files. */
export const ExportSummary = ExportView.omit({ files: true });

export const ExportPage = z.strictObject({ exports: z.array(ExportSummary), nextCursor });

export const ExportsQuery = PageQuery;
