import type * as z from 'zod';
import { functionPlaceholder } from '../../../cdk/placeholders.ts';
import {
  ApplyGuardrailInput,
  ApplyGuardrailOutput,
  CheckedSql,
  CheckSqlInput,
  ClassifyIntentInput,
  ClassifyIntentOutput,
  ExecuteQueryInput,
  ExecuteQueryOutput,
  ExplainAnswerInput,
  ExplainAnswerOutput,
  ExplainFactorsInput,
  ExplainFactorsOutput,
  GeneratedSql,
  GenerateSqlInput,
  MatchQuestionInput,
  MatchQuestionOutput,
  ReflectInput,
  RetrieveContextInput,
  RetrieveContextOutput,
  SplitQuestion,
  SplitQuestionInput,
} from '../../../shared/contracts/question-machine.ts';

/** What a placeholder of the file is replaced by in tests. */
export const substitution = (placeholder: string) => `the-${placeholder}`;

/** The same for the function of a task. */
export const substitutedTask = (task: string) => substitution(functionPlaceholder(task));

export interface TaskContract {
  /** The folder in tasks/. */
  readonly task: string;
  readonly input: z.ZodType<{ step: { state: string } }>;
  readonly output: z.ZodType;
  /** What the fake answers unless a script says otherwise. */
  readonly reply: unknown;
}

export const SQL = 'SELECT count(*) AS customers FROM northwind.customers';

export const EXPLANATION = 'Shows the number of rows from customers.';

const CHECKED = {
  sql: SQL,
  sha256: 'a'.repeat(64),
  estimatedCost: 3.1,
  estimatedRows: 1,
  gate: { verdict: 'run' },
  explanation: EXPLANATION,
  filters: [],
  cache: 'none',
};

const GENERATED = { sql: SQL, assumptions: ['Every row is a customer.'], confidence: 0.9 };

const RETRIEVED = {
  contextKey: 'jobs/01JC/context.json',
  tables: ['northwind.customers'],
  tokens: 120,
  maxAttempts: 3,
  candidates: 1,
  doubts: [],
};

export const SNAPSHOT = {
  key: 'jobs/01JC0000000000000000000000/rows.jsonl',
  columns: [{ name: 'customers', type: 'int8' }],
  rowCount: 1,
  truncated: false,
  pageOffsets: [0, 7],
  ranAt: '2026-01-01T00:00:00.000Z',
};

/** Every state that calls a function: which, with what, for what. */
export const TASK_CONTRACTS: Readonly<Record<string, TaskContract>> = {
  Match: {
    task: 'match-question',
    input: MatchQuestionInput,
    output: MatchQuestionOutput,
    reply: { found: false },
  },
  CheckMatch: { task: 'check-sql', input: CheckSqlInput, output: CheckedSql, reply: CHECKED },
  ClassifyIntent: {
    task: 'classify-intent',
    input: ClassifyIntentInput,
    output: ClassifyIntentOutput,
    reply: { intent: 'retrieval', standaloneQuestion: 'How many customers are there?', confidence: 0.95 },
  },
  ApplyGuardrail: {
    task: 'apply-guardrail',
    input: ApplyGuardrailInput,
    output: ApplyGuardrailOutput,
    reply: { blocked: false },
  },
  GuardRerun: {
    task: 'apply-guardrail',
    input: ApplyGuardrailInput,
    output: ApplyGuardrailOutput,
    reply: { blocked: false },
  },
  Retrieve: {
    task: 'retrieve-context',
    input: RetrieveContextInput,
    output: RetrieveContextOutput,
    reply: RETRIEVED,
  },
  GenerateCandidate: {
    task: 'generate-sql',
    input: GenerateSqlInput,
    output: GeneratedSql,
    reply: GENERATED,
  },
  CheckCandidate: { task: 'check-sql', input: CheckSqlInput, output: CheckedSql, reply: CHECKED },
  ExecuteCandidate: {
    task: 'execute-query',
    input: ExecuteQueryInput,
    output: ExecuteQueryOutput,
    reply: { ...SNAPSHOT, digest: 'd1' },
  },
  Survey: {
    task: 'retrieve-context',
    input: RetrieveContextInput,
    output: RetrieveContextOutput,
    reply: RETRIEVED,
  },
  Split: {
    task: 'split-question',
    input: SplitQuestionInput,
    output: SplitQuestion,
    reply: { factors: [{ question: 'customers by month' }, { question: 'customers by country' }] },
  },
  RetrieveFactor: {
    task: 'retrieve-context',
    input: RetrieveContextInput,
    output: RetrieveContextOutput,
    reply: RETRIEVED,
  },
  GenerateFactor: { task: 'generate-sql', input: GenerateSqlInput, output: GeneratedSql, reply: GENERATED },
  CheckFactor: { task: 'check-sql', input: CheckSqlInput, output: CheckedSql, reply: CHECKED },
  ExecuteFactor: {
    task: 'execute-query',
    input: ExecuteQueryInput,
    output: ExecuteQueryOutput,
    reply: SNAPSHOT,
  },
  Argue: {
    task: 'explain-factors',
    input: ExplainFactorsInput,
    output: ExplainFactorsOutput,
    reply: { answer: 'Fewer customers came from Germany.', assumptions: GENERATED.assumptions },
  },
  Generate: { task: 'generate-sql', input: GenerateSqlInput, output: GeneratedSql, reply: GENERATED },
  Check: {
    task: 'check-sql',
    input: CheckSqlInput,
    output: CheckedSql,
    reply: CHECKED,
  },
  Execute: {
    task: 'execute-query',
    input: ExecuteQueryInput,
    output: ExecuteQueryOutput,
    reply: SNAPSHOT,
  },
  Widen: {
    task: 'retrieve-context',
    input: RetrieveContextInput,
    output: RetrieveContextOutput,
    reply: {
      contextKey: 'jobs/01JC/wider-context.json',
      tables: ['northwind.customers'],
      tokens: 240,
      maxAttempts: 3,
      candidates: 1,
      doubts: [],
    },
  },
  Reflect: { task: 'reflect-sql', input: ReflectInput, output: GeneratedSql, reply: GENERATED },
  ReflectFactor: { task: 'reflect-sql', input: ReflectInput, output: GeneratedSql, reply: GENERATED },
  Explain: {
    task: 'explain-answer',
    input: ExplainAnswerInput,
    output: ExplainAnswerOutput,
    reply: { answer: 'There are 91 customers.', chart: null, assumptions: GENERATED.assumptions },
  },
};
