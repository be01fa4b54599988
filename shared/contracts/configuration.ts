import * as z from 'zod';
import { AccessConfiguration } from './access.ts';
import { BatchesConfiguration } from './batches-configuration.ts';
import { Budgets } from './budget.ts';
import { Certificates, OwnVerifiedQueries, SearchConfiguration } from './pgvector-configuration.ts';
import { Policies } from './policy.ts';
import { Price } from './price.ts';
import { PromptOverrides } from './prompts.ts';
import { SchedulesConfiguration } from './schedules-configuration.ts';

/** One model for one role. `bedrock` speaks Converse; `openai` any OpenAI-compatible server. */
export const ModelChoice = z.strictObject({
  provider: z.enum(['bedrock', 'openai']).default('bedrock'),
  id: z.string().min(1),
  region: z.string().optional(),
  baseUrl: z.url().optional().describe('Of the OpenAI-compatible server, up to and with /v1.'),
  secretName: z.string().optional().describe('Secret with the API key of that server: {"apiKey": "…"}.'),
  maxOutputTokens: z.int().positive().default(1_000),
  timeoutSeconds: z.number().positive().max(120).default(30),
  price: Price.default({ inputPerMillion: 0, outputPerMillion: 0, cachedPerMillion: 0 }),
});
export type ModelChoice = z.infer<typeof ModelChoice>;

/** `dimensions` is what the embedding model is asked for and what an index built with it has. */
export const EmbeddingChoice = z.strictObject({
  ...ModelChoice.shape,
  dimensions: z.int().positive().default(256),
});
export type EmbeddingChoice = z.infer<typeof EmbeddingChoice>;

const SourceLimits = z.strictObject({
  rows: z.int().positive().max(100_000).default(1_000),
  bytes: z.int().positive().max(64_000_000).default(5_000_000),
  statementSeconds: z.number().positive().max(600).default(20),
  planCost: z
    .number()
    .positive()
    .default(10_000_000)
    .describe("Above this, in the planner's own units, `costPolicy` decides."),
  estimatedRows: z
    .int()
    .positive()
    .optional()
    .describe('Above this many rows, as the planner guesses them, `costPolicy` decides too.'),
});

/**
 * What is indexed of a source's text columns, for each login by itself. A column with more than `perColumn` different
 * values is left out (0: every column is), so are values with more than `characters` and columns for which there is
 * no room in the `bytes` of a login. `rowsRead` of a table are looked at, `seconds` is for all columns of a login.
 */
const ValueIndexLimits = z.strictObject({
  perColumn: z.int().nonnegative().max(200_000).default(20_000),
  characters: z.int().positive().max(1_000).default(100),
  bytes: z.int().positive().max(50_000_000).default(5_000_000),
  rowsRead: z.int().positive().default(1_000_000),
  statementSeconds: z.number().positive().max(600).default(10),
  seconds: z.number().positive().max(840).default(240),
});
export type ValueIndexLimits = z.infer<typeof ValueIndexLimits>;

/** A week: people must be found who may approve, but no question waits for ever. */
export const MAX_APPROVAL_MINUTES = 7 * 24 * 60;

/** A day: what is noted of results, and the rows themselves, are kept at least that long. */
const MAX_CACHE_SECONDS = 24 * 3600;

export const CostPolicy = z.enum(['refuse', 'narrow', 'approve']);

export const SourceConfiguration = z.strictObject({
  engine: z.enum(['postgres']),
  description: z.string().default(''),
  secretName: z.string().min(1).describe('Secret with {host, port, dbname, username, password}.'),
  schemas: z.array(z.string().min(1)).min(1),
  tls: z.enum(['verify-full', 'disable']).default('verify-full'),
  tlsCa: Certificates.optional(),
  policies: Policies,
  limits: SourceLimits.prefault({}),
  valueIndex: ValueIndexLimits.prefault({}),
  costPolicy: CostPolicy.default('refuse').describe(
    'What becomes of a question above the cost limits: refused, asked back to be narrower, or put to an approver.',
  ),
  approvalMinutes: z
    .number()
    .positive()
    .max(MAX_APPROVAL_MINUTES)
    .default(60)
    .describe('How long approvers have; a question nobody decides on is refused.'),
  autoExport: z
    .boolean()
    .default(false)
    .describe('Whether a question with a large result starts an export of all its rows.'),
  largeResultThreshold: z
    .int()
    .positive()
    .default(1_000)
    .describe('Rows above which a result is large; one that the row cap cuts is too.'),
  resultCacheSeconds: z
    .int()
    .min(0)
    .max(MAX_CACHE_SECONDS)
    .default(0)
    .describe(
      'How long a result answers the same SQL under the same login again, without a query. 0: never.',
    ),
  maxAttempts: z.int().min(1).max(5).default(3),
  candidates: z
    .strictObject({
      most: z
        .int()
        .min(1)
        .max(5)
        .default(1)
        .describe(
          'How many queries are written for a question that one may not be enough for. 1: never more.',
        ),
    })
    .prefault({}),
  approach: z
    .enum(['few_shot', 'zero_shot'])
    .default('few_shot')
    .describe('Whether verified queries near the question are shown to the model.'),
  verifiedQueries: OwnVerifiedQueries.optional().describe('A set of one’s own, used instead of ours.'),
  search: SearchConfiguration.default({ kind: 'file' }).describe(
    'Where the index of its tables is kept: a file in the data bucket, or a server with pgvector.',
  ),
  maxTables: z.int().min(1).max(20).default(8),
  schemaTokens: z.int().positive().max(20_000).default(1_200),
});
export type SourceConfiguration = z.infer<typeof SourceConfiguration>;

/** An hour: links made with a role's credentials end with them. */
const MAX_LINK_SECONDS = 3_600;

const Exports = z.strictObject({
  linkSeconds: z
    .int()
    .min(1)
    .max(MAX_LINK_SECONDS)
    .default(MAX_LINK_SECONDS)
    .describe('How long a link to a file is good.'),
});

/** Whom events may be posted to. */
const Webhooks = z.strictObject({
  privateRanges: z
    .array(z.union([z.cidrv4(), z.cidrv6()]))
    .default([])
    .describe(
      'Private or loopback addresses (as 127.0.0.0/8) that may be subscribed all the same, there also by plain http. Link-local ones never are.',
    ),
});

const GuardrailPrices = z.strictObject({
  topic: z.number().nonnegative().default(0),
  content: z.number().nonnegative().default(0),
  sensitiveInformation: z.number().nonnegative().default(0),
});
export type GuardrailPrices = z.infer<typeof GuardrailPrices>;

const Guardrail = z.strictObject({
  id: z.string().optional().describe('A Bedrock guardrail to ask as well as our own policy.'),
  version: z.string().default('DRAFT'),
  unitPrices: GuardrailPrices.prefault({}).describe(
    'US dollars for 1,000 text units of each policy of the Bedrock guardrail.',
  ),
  deniedTopics: z
    .array(z.strictObject({ name: z.string().min(1), phrases: z.array(z.string().min(3)).min(1) }))
    .default([]),
});

/** How questions are matched with verified ones. */
const Match = z.strictObject({
  threshold: z
    .number()
    .min(0)
    .max(1)
    .default(0.2)
    .describe(
      'Least cosine of a question and a verified one. All words but the parameters must be equal anyway.',
    ),
  examples: z
    .int()
    .min(0)
    .max(10)
    .default(3)
    .describe('How many verified queries are shown as examples at most.'),
});

/** How much of a conversation a follow-up is read with: the latest turns, as many as fit. */
const Conversation = z.strictObject({
  turns: z.int().min(1).max(20).default(6),
  tokens: z.int().min(50).max(4_000).default(600),
});
export type Conversation = z.infer<typeof Conversation>;

/** How long a question may be on its way that waits for all approvals it may need, with an hour for all else. */
function longestMinutes(sources: readonly SourceConfiguration[]): number {
  const waiting = sources.filter(({ costPolicy }) => costPolicy === 'approve');
  return 60 + Math.max(0, ...waiting.map((source) => source.approvalMinutes * source.maxAttempts));
}

/** The one configuration document, kept in the config bucket. */
export const Configuration = z
  .strictObject({
    $schema: z.string().optional(),
    defaultSource: z.string().optional().describe('Used when a question names none; the only one otherwise.'),
    sources: z.record(z.string().regex(/^[a-z][a-z0-9_-]{0,62}$/), SourceConfiguration),
    models: z.strictObject({
      intent: ModelChoice,
      sql: ModelChoice,
      reflect: ModelChoice,
      strong: ModelChoice.optional().describe(
        'Asked for SQL when mending it failed once, and as a second opinion; otherwise the same models are.',
      ),
      explain: ModelChoice,
      embedding: EmbeddingChoice,
    }),
    replayModels: z
      .array(ModelChoice)
      .default([])
      .describe('Models that play no role, and that a replay may try instead of one that does.'),
    guardrail: Guardrail.prefault({}),
    batches: BatchesConfiguration.prefault({}),
    schedules: SchedulesConfiguration.prefault({}),
    exports: Exports.prefault({}),
    webhooks: Webhooks.prefault({}),
    match: Match.prefault({}),
    conversation: Conversation.prefault({}),
    prompts: PromptOverrides.default({}).describe('Texts used instead of the built-in prompts, by name.'),
    access: AccessConfiguration.prefault({}),
    budgets: Budgets.prefault({}),
    corsOrigins: z.array(z.string()).default([]),
    retentionDays: z
      .int()
      .positive()
      .max(36_500)
      .default(30)
      .describe(
        'How long records of questions, exports and batches are kept from their creation; then they are as if they had never been. Applies to what begins from now on. Best the same as the jobRetentionDays of the deployment, for which their files are kept, and longer than any batch runs.',
      ),
  })
  .refine((configuration) => Object.keys(configuration.sources).length > 0, {
    path: ['sources'],
    message: 'At least one source is needed.',
  })
  .refine(
    ({ defaultSource, sources }) => defaultSource === undefined || Object.hasOwn(sources, defaultSource),
    {
      path: ['defaultSource'],
      message: 'defaultSource names a source that is not configured.',
    },
  )
  .refine(({ sources, retentionDays }) => longestMinutes(Object.values(sources)) < retentionDays * 24 * 60, {
    path: ['retentionDays'],
    message:
      'retentionDays must be longer than a question can wait for approvals: the approvalMinutes of each of the maxAttempts of its source, and an hour to run.',
  });
export type Configuration = z.infer<typeof Configuration>;
