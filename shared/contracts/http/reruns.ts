import * as z from 'zod';
import { QuestionView } from '../job.ts';
import { AskHeaders } from './questions.ts';

export const RerunHeaders = AskHeaders.pick({ 'idempotency-key': true });

export const RedriveQuery = z.strictObject({
  explain: z
    .enum(['plainly', 'model'])
    .default('plainly')
    .describe(
      'How an answer is put whose SQL was written before: in a sentence made without a model, so that the redrive calls none, or as usual.',
    ),
});

/** The states of the question machine that a replay may start from. */
export const ReplayFrom = z.enum([
  'Match',
  'Understand',
  'Survey',
  'Split',
  'Factors',
  'Argue',
  'Retrieve',
  'Generate',
  'Reflect',
  'Check',
  'Execute',
  'Explain',
]);
export type ReplayFrom = z.infer<typeof ReplayFrom>;

const LONGEST_TEXT = 40_000;
const text = z.string().min(1).max(LONGEST_TEXT);

const Changes = z
  .strictObject({
    prompt: text.optional().describe("Instead of the state's prompt: all its blocks must be in it."),
    model: z
      .string()
      .optional()
      .describe('The id of a configured model, of a role or among `replayModels`, instead of the state’s.'),
    context: z
      .strictObject({ schema: text.optional(), extend: text.optional() })
      .refine(({ schema, extend }) => (schema === undefined) !== (extend === undefined), {
        error: 'Give either schema or extend.',
      })
      .optional()
      .describe('What the model is shown of the schema: another text, or one below that of then.'),
  })
  .refine((changes) => Object.keys(changes).length > 0, { error: 'Change something, or leave it out.' });
export type Changes = z.infer<typeof Changes>;

export const ReplayQuestion = z
  .strictObject({
    from: ReplayFrom,
    with: Changes.optional().describe('Left out, it is tried again as things are now.'),
  })
  .meta({
    examples: [{ from: 'Generate', with: { context: { extend: '-- Revenue is net of discounts.' } } }],
  });
export type ReplayQuestion = z.infer<typeof ReplayQuestion>;

/** The question that a redrive or a replay has begun. */
export const RerunView = z.strictObject({
  ...QuestionView.pick({
    id: true,
    kind: true,
    status: true,
    version: true,
    question: true,
    source: true,
    mode: true,
    createdAt: true,
    redriveOf: true,
    replayOf: true,
    links: true,
  }).shape,
  enteredAt: z
    .string()
    .optional()
    .describe('The state the machine is entered at; from its beginning without.'),
});
export type RerunView = z.infer<typeof RerunView>;

export const EvidenceView = z.strictObject({
  id: z.ulid(),
  kind: z.literal('evidence'),
  sha256: z.string().describe('Of the file: it never changes.'),
  bytes: z.int(),
  file: z.strictObject({
    name: z.string(),
    url: z.string().describe('Downloads the file, without a key; made anew with each call.'),
    expiresAt: z.iso.datetime().describe('When the link ends.'),
  }),
  links: z.record(z.string(), z.string()),
});
