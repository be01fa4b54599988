import * as z from 'zod';
import { Entry } from './entry.ts';
import { Doubt, Intent } from './intent.ts';
import { Chart, Clarification, OwnExport, QuestionMode } from './job.ts';
import { Principal } from './principal.ts';
import { Snapshot } from './rows.ts';

/** What every task of the question machine is told about the job. */
export const QuestionInput = z.strictObject({
  id: z.ulid(),
  question: z.string(),
  source: z.string(),
  conversationId: z.string().optional(),
  mode: QuestionMode,
  principalId: Principal.shape.id,
  /** Roles and attributes at the time of asking; what they allow is today's policy. */
  roles: Principal.shape.roles,
  attributes: Principal.shape.attributes,
  /** With the offset of who asks, where that is known: its date is their today. */
  askedAt: z.iso.datetime({ offset: true }),
  export: OwnExport.optional(),
  /** The question that this one runs again: the turns of its conversation are those before it. */
  rerunOf: z.ulid().optional(),
  /** A claim check of prompts and models that a replay tries instead of the configured ones. */
  changesKey: z.string().optional(),
  /** Whether only rows that are read now will do. */
  fresh: z.boolean().optional(),
});
export type QuestionInput = z.infer<typeof QuestionInput>;

/** What starts an execution: a redrive or a replay says where the machine is entered. */
export const QuestionStart = z.strictObject({ ...QuestionInput.shape, entry: Entry.optional() });
export type QuestionStart = z.infer<typeof QuestionStart>;

/** Which visit to which state this invocation is: names the step, so that a repeated call records it once. */
export const StepContext = z.strictObject({
  state: z.string(),
  enteredAt: z.string(),
  retry: z.int().nonnegative(),
  /** Of the execution, for the log. */
  executionArn: z.string().optional(),
  /** Which iteration of a Map: its steps and files are told apart by it. */
  branch: z
    .string()
    .regex(/^[a-z]+-\d{1,2}$/)
    .optional(),
});
export type StepContext = z.infer<typeof StepContext>;

const base = { job: QuestionInput, step: StepContext };

export const MatchQuestionInput = z.strictObject({
  ...base,
  /** False for a question of a conversation, which means more than its words, and for one that goes on elsewhere. */
  look: z.boolean(),
});
export type MatchQuestionInput = z.infer<typeof MatchQuestionInput>;
/** `found`: the question is an approved one up to its parameters, and `sql` has these filled in. */
export const MatchQuestionOutput = z.discriminatedUnion('found', [
  z.strictObject({ found: z.literal(false) }),
  z.strictObject({
    found: z.literal(true),
    id: z.string(),
    sql: z.string(),
    similarity: z.number(),
  }),
]);
export type MatchQuestionOutput = z.infer<typeof MatchQuestionOutput>;

export const ClassifyIntentInput = z.strictObject(base);
export const ClassifyIntentOutput = z.strictObject({
  intent: Intent,
  standaloneQuestion: z.string(),
  confidence: z.number().min(0).max(1),
  clarification: Clarification.optional(),
  reply: z.string().optional(),
});
export type ClassifyIntentOutput = z.infer<typeof ClassifyIntentOutput>;

export const ApplyGuardrailInput = z.strictObject({
  ...base,
  /** Of a question that goes on elsewhere: what it was understood as, and split into. */
  understoodAs: z.array(z.string()).optional(),
});
/** A question that is blocked leaves as the error GuardrailBlocked. */
export const ApplyGuardrailOutput = z.strictObject({ blocked: z.literal(false) });
export type ApplyGuardrailOutput = z.infer<typeof ApplyGuardrailOutput>;

export const RetrieveContextInput = z.strictObject({
  ...base,
  question: z.string(),
  /** More than is shown at first: for SQL that failed again. */
  wider: z.boolean().optional(),
});
export const RetrieveContextOutput = z.strictObject({
  contextKey: z.string(),
  tables: z.array(z.string()),
  tokens: z.int().nonnegative(),
  /** How often SQL may be written for this question, from the source's configuration. */
  maxAttempts: z.int().positive(),
  /** How many queries may be written and compared where one may not be enough, from the source's configuration. */
  candidates: z.int().positive(),
  /** Why one may not be enough. */
  doubts: z.array(Doubt),
});
export type RetrieveContextOutput = z.infer<typeof RetrieveContextOutput>;

export const GenerateSqlInput = z.strictObject({
  ...base,
  question: z.string(),
  contextKey: z.string(),
  /** Which of several candidates to write, each by its own approach; the plain one when left out. */
  variant: z.int().nonnegative().optional(),
});
export const GeneratedSql = z.strictObject({
  sql: z.string(),
  assumptions: z.array(z.string()),
  confidence: z.number().min(0).max(1),
});
export type GeneratedSql = z.infer<typeof GeneratedSql>;

/** What the cost gate says: run it, ask for a narrower question, or ask an approver, who has that long. */
export const CostVerdict = z.discriminatedUnion('verdict', [
  z.strictObject({ verdict: z.literal('run') }),
  z.strictObject({ verdict: z.literal('narrow'), clarification: Clarification }),
  z.strictObject({
    verdict: z.literal('approve'),
    reason: z.string(),
    estimatedCost: z.number().nonnegative(),
    estimatedRows: z.number().nonnegative(),
    expirySeconds: z.int().positive(),
  }),
]);
export type CostVerdict = z.infer<typeof CostVerdict>;

/** A condition that only rows with certain texts meet: found in the SQL, looked up when it finds nothing. */
export const TextFilter = z.strictObject({
  /** Written schema.table. */
  table: z.string(),
  column: z.string(),
  /** Whether the texts are compared whole, or looked for inside (with case, without). */
  match: z.enum(['whole', 'part', 'part-any-case']),
  /** What the column goes through before it is compared. */
  fold: z.enum(['none', 'lower', 'upper']),
  /** Any of them will do. */
  literals: z.array(z.string()),
});
export type TextFilter = z.infer<typeof TextFilter>;

/** Whether the result is to be kept for who asks the same next, or there is one that was kept. */
const CacheUse = z.enum(['none', 'keep', 'reuse']);

export const CheckSqlInput = z.strictObject({ ...base, sql: z.string() });
export const CheckedSql = z.strictObject({
  sql: z.string(),
  sha256: z.string().length(64),
  estimatedCost: z.number(),
  estimatedRows: z.number(),
  gate: CostVerdict,
  /** What the SQL does, in plain words, told from its parse tree. */
  explanation: z.string(),
  /** Its conditions on texts, the first few. */
  filters: z.array(TextFilter),
  cache: CacheUse,
});
export type CheckedSql = z.infer<typeof CheckedSql>;

export const ExecuteQueryInput = z.strictObject({
  ...base,
  sql: z.string(),
  sha256: z.string(),
  filters: z.array(TextFilter),
  /** Whether an empty result whose filter matches nothing may be put down to the filter, and mended. */
  examine: z.boolean(),
  cache: CacheUse,
  /** Whether the result will be compared with others. */
  compare: z.boolean().optional(),
});
export type ExecuteQueryInput = z.infer<typeof ExecuteQueryInput>;
export const ExecuteQueryOutput = Snapshot;

export const ReflectInput = z.strictObject({
  ...base,
  question: z.string(),
  contextKey: z.string(),
  /** The how manieth SQL this will be. */
  attempt: z.int().min(2),
});

export const SplitQuestionInput = z.strictObject({ ...base, question: z.string(), contextKey: z.string() });
export const SplitQuestion = z.strictObject({
  factors: z
    .array(z.strictObject({ question: z.string() }))
    .min(2)
    .max(4),
});
export type SplitQuestion = z.infer<typeof SplitQuestion>;

/** What became of one factor: its rows, or why there are none. */
export const FetchedFactor = z.strictObject({
  question: z.string(),
  sql: z.string().optional(),
  snapshot: Snapshot.optional(),
  assumptions: z.array(z.string()).optional(),
  confidence: z.number().min(0).max(1).optional(),
  error: z.strictObject({ name: z.string(), message: z.string() }).optional(),
});
export type FetchedFactor = z.infer<typeof FetchedFactor>;

export const ExplainFactorsInput = z.strictObject({
  ...base,
  question: z.string(),
  factors: z.array(FetchedFactor).min(1),
});
export const ExplainFactorsOutput = z.strictObject({ answer: z.string(), assumptions: z.array(z.string()) });

export const ExplainAnswerInput = z.strictObject({
  ...base,
  question: z.string(),
  intent: Intent,
  sql: z.string(),
  snapshot: Snapshot,
  assumptions: z.array(z.string()),
  /** Of a verified query, and of SQL that was paid for before: the sentence is made without a model. */
  isPlain: z.boolean(),
});
export const ExplainAnswerOutput = z.strictObject({
  answer: z.string(),
  chart: Chart.nullable(),
  /** Those of the SQL, and what the reader must know of the rows. */
  assumptions: z.array(z.string()),
});
export type ExplainAnswerOutput = z.infer<typeof ExplainAnswerOutput>;
