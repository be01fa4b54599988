import * as z from 'zod';
import { Entry } from './entry.ts';
import { JobError } from './errors.ts';
import { JobStatus } from './job-status.ts';
import { Price } from './price.ts';
import { Principal } from './principal.ts';
import { Column, Row, Snapshot } from './rows.ts';

/** `answer`: the whole way. `sql`: stop once the SQL is checked. `export`: answer, and start an export of all rows. */
export const QuestionMode = z.enum(['answer', 'sql', 'export']);
export type QuestionMode = z.infer<typeof QuestionMode>;

export const Clarification = z.strictObject({ question: z.string(), choices: z.array(z.string()) });
export type Clarification = z.infer<typeof Clarification>;

/** A Vega-Lite specification whose data is named `rows`; the page of rows is what fills it. */
export const Chart = z.record(z.string(), z.json());
export type Chart = z.infer<typeof Chart>;

/** What one model call used. `costUsd` comes from `price`, the one in the configuration at the time. */
export const ModelUse = z.strictObject({
  model: z.string(),
  tokensIn: z.int().nonnegative(),
  tokensOut: z.int().nonnegative(),
  tokensCached: z.int().nonnegative(),
  costUsd: z.number().nonnegative(),
  price: Price.optional(),
});
export type ModelUse = z.infer<typeof ModelUse>;

/** Why SQL did not pass. `detail`: what helps to write it better, such as the place in it and names that do exist. */
const AttemptError = z.strictObject({
  name: z.string(),
  message: z.string(),
  detail: z.string().optional(),
});

/** By what SQL was checked. */
export const CheckedBy = z.strictObject({
  /** The name of the policy that counted; of the guardrail, what was asked. */
  policy: z.string(),
  /** The version of the document it is in. */
  configuration: z.string(),
  /** By which a versioned bucket finds that document again. */
  configurationVersionId: z.string().optional(),
  catalog: z.string().optional(),
  /** The database's plan, a line a step. */
  plan: z.string().optional(),
});
export type CheckedBy = z.infer<typeof CheckedBy>;

/** One task's run, appended while the job goes on. `sql` is what it wrote, `error` why it did not pass. */
export const Step = z.strictObject({
  state: z.string(),
  branch: z.string().optional().describe('Which of several lines of work the step belongs to.'),
  startedAt: z.iso.datetime(),
  ms: z.number().nonnegative(),
  ...ModelUse.partial().shape,
  prompts: z
    .record(z.string(), z.string())
    .optional()
    .describe('The prompts it sent, by name, each with the version of its text.'),
  calls: z.int().optional().describe('How often the model was called, where more than once.'),
  sql: z.string().optional(),
  error: AttemptError.optional(),
});
export type Step = z.infer<typeof Step>;

/** What several model calls used. */
const Paid = z.strictObject({ ...ModelUse.shape, calls: z.int() });
export type Paid = z.infer<typeof Paid>;

/** A step as the record keeps it: with what only the evidence shows. */
export const KeptStep = z.strictObject({
  ...Step.shape,
  checked: CheckedBy.optional(),
  /** What is in its sums of an earlier run, which was killed after it was recorded. */
  paidEarlier: Paid.optional(),
  /** The version of the code that ran, where it was bundled. */
  code: z.string().optional(),
});
export type KeptStep = z.infer<typeof KeptStep>;

export const Attempt = z.strictObject({
  sql: z.string(),
  error: AttemptError.optional(),
});
export type Attempt = z.infer<typeof Attempt>;

/** One of the figures that a "why" was explained from; without rows, why there are none. */
export const AnsweredFactor = z.strictObject({
  question: z.string(),
  sql: z.string().optional(),
  rowCount: z.int().optional(),
  error: z.strictObject({ name: z.string(), message: z.string() }).optional(),
});

/** The same as the record keeps it: with where its rows lie, which only the evidence and a difference read. */
const KeptFactor = AnsweredFactor.extend({ snapshot: Snapshot.optional() });
export type KeptFactor = z.infer<typeof KeptFactor>;

/** The export a question may start of itself. */
export const OwnExport = z.strictObject({
  id: z.ulid(),
  /** Only of a result with more rows than that; left out, of any. */
  above: z.int().nonnegative().optional(),
  /** How long its record is kept, by the configuration of when the question was asked. */
  retentionDays: z.int().positive().default(30),
});
export type OwnExport = z.infer<typeof OwnExport>;

/** How a question ended, written once by the state machine's Complete, the finaliser or a cancel. */
export const Ending = z.strictObject({
  answer: z.string().optional(),
  sql: z.string().optional(),
  explanation: z.string().optional(),
  snapshot: Snapshot.optional(),
  chart: Chart.nullish(),
  confidence: z.number().min(0).max(1).optional(),
  assumptions: z.array(z.string()).optional(),
  clarification: Clarification.optional(),
  /** The export it has started. */
  exportId: z.ulid().optional(),
  matchedQueryId: z.string().optional(),
  factors: z.array(KeptFactor).optional(),
  error: JobError.optional(),
});
export type Ending = z.infer<typeof Ending>;

export const ApprovalDecision = z.enum(['approve', 'deny']);
export type ApprovalDecision = z.infer<typeof ApprovalDecision>;

/** An approval that was asked for because running the SQL would cost much, and what came of it. */
export const Approval = z.strictObject({
  sha256: z.string().describe('Of the SQL that would run: a decision may name it to mean no other.'),
  reason: z.string().describe('Why it needs approval, in plain words.'),
  estimatedCost: z.number().describe("In the planner's own units."),
  estimatedRows: z.number(),
  requestedAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().describe('Refused when nobody has decided by then.'),
  decision: ApprovalDecision.optional(),
  decidedBy: z.string().optional().describe('The id of the principal who decided.'),
  decidedAt: z.iso.datetime().optional(),
  decisionReason: z.string().optional(),
});
export type Approval = z.infer<typeof Approval>;

export const FeedbackVerdict = z.enum(['approve', 'correct', 'reject']);

/** What somebody said of an answer. */
export const Feedback = z.strictObject({
  verdict: FeedbackVerdict,
  by: z.string().describe('The id of the principal who said so.'),
  at: z.iso.datetime(),
  sql: z.string().optional().describe('What would have been right.'),
  reason: z.string().optional(),
  verifiedQueryId: z.string().optional().describe('The verified query that came of it, or that it proposes.'),
});
export type Feedback = z.infer<typeof Feedback>;

/** What record and view have in common. */
const asked = {
  id: z.ulid(),
  kind: z.literal('question'),
  status: JobStatus,
  version: z.int().positive(),
  question: z.string(),
  standaloneQuestion: z.string().optional(),
  source: z.string(),
  conversationId: z.string().optional(),
  batchId: z.ulid().optional().describe('The batch that asked it.'),
  redriveOf: z.ulid().optional().describe('The failed question that this one goes on with.'),
  replayOf: z.ulid().optional().describe('The question that this one tries anew, with changes.'),
  scheduleId: z.ulid().optional().describe('The schedule that asked it.'),
  mode: QuestionMode,
  fresh: z.boolean().optional().describe('Whether only rows that are read anew will do.'),
  createdAt: z.iso.datetime(),
  startedAt: z.iso.datetime().optional(),
  endedAt: z.iso.datetime().optional(),
  feedback: z.array(Feedback).optional().describe('In order; of each principal the last counts.'),
};

/** A question's record as the job table keeps it. */
export const QuestionJob = z.strictObject({
  ...asked,
  principal: Principal,
  endedBy: z.string().optional(),
  export: OwnExport.optional(),
  approval: Approval.optional(),
  /** Of a redrive or a replay: where the machine is entered, with what. */
  entry: Entry.optional(),
  /** Of a replay: a claim check of what it changes. */
  changesKey: z.string().optional(),
  steps: z.array(KeptStep),
  ending: Ending.optional(),
});
export type QuestionJob = z.infer<typeof QuestionJob>;

const Usage = z.strictObject({
  modelCalls: z.int(),
  tokensIn: z.int(),
  tokensOut: z.int(),
  tokensCached: z.int(),
  costUsd: z.number(),
});
export type Usage = z.infer<typeof Usage>;

/** A question as HTTP shows it: the record, its first page of rows and its links. */
export const QuestionView = z.strictObject({
  ...asked,
  principal: z.string().describe('The id of the principal who asked.'),
  approval: Approval.optional(),
  answer: z.string().optional(),
  sql: z.string().optional(),
  explanation: z.string().optional(),
  columns: z.array(Column).optional(),
  rows: z.array(Row).optional().describe('The first page of the snapshot.'),
  rowCount: z.int().optional(),
  truncated: z.boolean().optional().describe('Whether the row cap cut the result.'),
  ranAt: z.iso.datetime().optional().describe('When the rows were read.'),
  chart: Chart.nullish(),
  confidence: z.number().optional(),
  assumptions: z.array(z.string()).optional(),
  clarification: Clarification.optional(),
  matchedQueryId: z.string().optional().describe('The verified query whose SQL ran.'),
  factors: z
    .array(AnsweredFactor)
    .optional()
    .describe('What a question that asks why was split into, and what was found.'),
  attempts: z.array(Attempt),
  steps: z.array(Step),
  usage: Usage,
  error: JobError.optional(),
  links: z.record(z.string(), z.string()),
});
export type QuestionView = z.infer<typeof QuestionView>;
