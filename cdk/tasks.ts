import type { Grant } from './grants.ts';

/** Every variable a task may ask for; the stack knows the value of each. */
export type VariableName =
  | 'JOBS_TABLE'
  | 'DATA_BUCKET'
  | 'CONFIG_BUCKET'
  | 'CONFIG_KEY'
  | 'EVENT_BUS'
  | 'QUESTION_MACHINE_ARN'
  | 'EXPORT_MACHINE_ARN'
  | 'EXPORT_QUEUE_URL'
  | 'EXPORT_LETTERS_QUEUE_URL'
  | 'EXPORT_RETENTION_DAYS'
  | 'CATALOG_MACHINE_ARN'
  | 'BATCH_MACHINE_ARN'
  | 'VERIFY_MACHINE_ARN';

/** One Lambda function: the folder in tasks/ it is made from, its size and what it may do. */
export interface TaskDefinition {
  readonly name: string;
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  /** Exactly the variables the task's config.ts asks for. */
  readonly environment: readonly VariableName[];
  readonly grants: readonly Grant[];
}

const CONFIG = ['CONFIG_BUCKET', 'CONFIG_KEY'] as const;

// Memory buys processor share: 1,769 MiB is one whole virtual processor. Loading and JSON take little; parsing
// SQL and reading the index take more.
const SMALL = 512;
const MEDIUM = 1024;
const LARGE = 1769;

/** Above the longest model call the configuration allows (120 s). */
const MODEL_SECONDS = 150;

/** Every function, by the folder it is made from. One of a machine ends before the state that calls it gives up. */
export const TASKS: readonly TaskDefinition[] = [
  {
    name: 'serve-http',
    memoryMiB: MEDIUM,
    timeoutSeconds: 29, // API Gateway gives up after 29 s
    environment: [
      'JOBS_TABLE',
      'DATA_BUCKET',
      ...CONFIG,
      'QUESTION_MACHINE_ARN',
      'VERIFY_MACHINE_ARN',
      'EXPORT_MACHINE_ARN',
    ],
    grants: [
      'jobs:read',
      'jobs:list',
      'jobs:create',
      'jobs:update',
      'job-files:read',
      'catalog:read',
      'config:read',
      'question-machine:run',
      'question-machine:answer',
      'export-machine:run',
      'export-files:read',
      'verify-machine:run',
    ],
  },
  {
    name: 'serve-administration',
    memoryMiB: MEDIUM,
    timeoutSeconds: 29, // API Gateway gives up after 29 s
    environment: ['JOBS_TABLE', ...CONFIG],
    grants: ['jobs:read', 'jobs:list', 'jobs:create', 'jobs:update', 'config:read'],
  },
  {
    name: 'serve-knowledge',
    memoryMiB: MEDIUM,
    timeoutSeconds: 29,
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG, 'CATALOG_MACHINE_ARN', 'VERIFY_MACHINE_ARN'],
    grants: [
      'jobs:read',
      'jobs:update',
      'knowledge:read',
      'verified-queries:list',
      'catalog:read',
      'config:read',
      'catalog-machine:run',
      'verify-machine:run',
    ],
  },
  {
    name: 'draw-chart',
    memoryMiB: LARGE,
    timeoutSeconds: 29,
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG],
    grants: ['jobs:read', 'jobs:update', 'job-files:read', 'config:read'],
  },
  {
    name: 'serve-batches',
    memoryMiB: MEDIUM,
    timeoutSeconds: 29, // API Gateway gives up after 29 s
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG, 'EVENT_BUS', 'BATCH_MACHINE_ARN'],
    grants: [
      'events:put',
      'jobs:read',
      'jobs:list',
      'jobs:create',
      'jobs:update',
      'batch-files:link',
      'config:read',
      'batch-machine:run',
    ],
  },
  {
    name: 'authorize-request',
    memoryMiB: SMALL,
    timeoutSeconds: 10,
    environment: ['JOBS_TABLE', ...CONFIG],
    grants: ['jobs:read', 'config:read'],
  },
  {
    name: 'match-question',
    memoryMiB: LARGE,
    timeoutSeconds: 20, // what takes longer gains nothing over the usual way
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG],
    grants: [
      'jobs:read',
      'jobs:update',
      'catalog:read',
      'verified-queries:read',
      'config:read',
      'model:invoke',
      'model-secrets:read',
      'database-secrets:read', // of a set of verified queries of one's own
    ],
  },
  {
    name: 'classify-intent',
    memoryMiB: SMALL,
    timeoutSeconds: MODEL_SECONDS,
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG],
    grants: [
      'jobs:read',
      'jobs:list',
      'jobs:update',
      'job-files:write',
      'catalog:read',
      'config:read',
      'model:invoke',
      'model-secrets:read',
    ],
  },
  {
    name: 'apply-guardrail',
    memoryMiB: SMALL,
    timeoutSeconds: 50,
    environment: ['JOBS_TABLE', ...CONFIG],
    grants: ['jobs:update', 'config:read', 'guardrail:apply'],
  },
  {
    name: 'retrieve-context',
    memoryMiB: LARGE,
    timeoutSeconds: MODEL_SECONDS,
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG],
    grants: [
      'jobs:read',
      'jobs:update',
      'job-files:write',
      'catalog:read',
      'verified-queries:read',
      'config:read',
      'model:invoke',
      'model-secrets:read',
      'database-secrets:read', // of a set of verified queries of one's own
    ],
  },
  {
    name: 'generate-sql',
    memoryMiB: SMALL,
    timeoutSeconds: MODEL_SECONDS,
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG],
    grants: [
      'jobs:read',
      'jobs:update',
      'job-files:read',
      'job-files:write',
      'config:read',
      'model:invoke',
      'model-secrets:read',
    ],
  },
  {
    name: 'check-sql',
    memoryMiB: LARGE,
    timeoutSeconds: 60,
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG],
    grants: ['jobs:update', 'catalog:read', 'config:read', 'database-secrets:read'],
  },
  {
    name: 'execute-query',
    memoryMiB: LARGE,
    timeoutSeconds: 660, // above the longest statement the configuration allows (600 s)
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG],
    grants: ['jobs:update', 'job-files:write', 'config:read', 'database-secrets:read'],
  },
  {
    name: 'reflect-sql',
    memoryMiB: SMALL,
    timeoutSeconds: MODEL_SECONDS,
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG],
    grants: [
      'jobs:read',
      'jobs:update',
      'job-files:read',
      'job-files:write',
      'config:read',
      'model:invoke',
      'model-secrets:read',
    ],
  },
  {
    name: 'explain-answer',
    memoryMiB: SMALL,
    timeoutSeconds: MODEL_SECONDS,
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG],
    grants: [
      'jobs:read',
      'jobs:update',
      'job-files:read',
      'job-files:write',
      'config:read',
      'model:invoke',
      'model-secrets:read',
    ],
  },
  {
    name: 'export-query',
    memoryMiB: LARGE,
    timeoutSeconds: 900,
    environment: [
      ...(['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG, 'EVENT_BUS'] as const),
      ...(['EXPORT_QUEUE_URL', 'EXPORT_RETENTION_DAYS'] as const),
    ],
    grants: [
      'jobs:read',
      'jobs:update',
      'config:read',
      'database-secrets:read',
      'export-files:write',
      'export-queue:send',
      'events:put',
    ],
  },
  {
    name: 'fail-export',
    memoryMiB: SMALL,
    timeoutSeconds: 60,
    environment: ['JOBS_TABLE', 'DATA_BUCKET', 'EVENT_BUS', 'EXPORT_LETTERS_QUEUE_URL'],
    grants: ['jobs:read', 'jobs:update', 'export-files:write', 'export-letters:send', 'events:put'],
  },
  {
    name: 'verify-queries',
    memoryMiB: LARGE,
    timeoutSeconds: 120,
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG],
    grants: ['jobs:list', 'jobs:update', 'catalog:read', 'config:read', 'database-secrets:read'],
  },
  {
    name: 'index-queries',
    memoryMiB: LARGE,
    timeoutSeconds: MODEL_SECONDS,
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG],
    grants: [
      'jobs:read',
      'jobs:list',
      'jobs:update',
      'catalog:read',
      'verified-queries:read',
      'verified-queries:write',
      'config:read',
      'model:invoke',
      'model-secrets:read',
    ],
  },
  {
    name: 'finalise-job',
    memoryMiB: SMALL,
    timeoutSeconds: 30,
    environment: ['JOBS_TABLE', 'EVENT_BUS'],
    grants: ['jobs:read', 'jobs:update', 'events:put'],
  },
  {
    name: 'count-usage',
    memoryMiB: SMALL,
    timeoutSeconds: 30,
    environment: ['JOBS_TABLE'],
    grants: ['jobs:read', 'jobs:update'],
  },
  {
    name: 'sweep-jobs',
    memoryMiB: SMALL,
    timeoutSeconds: 240, // less than the five minutes between two sweeps
    environment: ['JOBS_TABLE', 'EVENT_BUS', 'QUESTION_MACHINE_ARN', 'EXPORT_MACHINE_ARN'],
    grants: ['jobs:read', 'jobs:list', 'jobs:update', 'events:put', 'machines:restart'],
  },
  {
    name: 'open-batch',
    memoryMiB: SMALL,
    timeoutSeconds: 30,
    environment: ['JOBS_TABLE', ...CONFIG],
    grants: ['jobs:read', 'jobs:create', 'jobs:update', 'config:read'],
  },
  {
    name: 'validate-batch',
    memoryMiB: LARGE, // parts are held until they are full, and what is known of equal questions
    timeoutSeconds: 900,
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG],
    grants: ['jobs:read', 'jobs:update', 'batch-files:read', 'batch-files:write', 'config:read'],
  },
  {
    name: 'summarise-batch',
    memoryMiB: LARGE,
    timeoutSeconds: 900,
    environment: ['JOBS_TABLE', 'DATA_BUCKET'],
    grants: ['jobs:read', 'jobs:update', 'job-files:read', 'batch-files:read', 'batch-files:write'],
  },
  {
    name: 'plan-refresh',
    memoryMiB: SMALL,
    timeoutSeconds: 30,
    environment: [...CONFIG],
    grants: ['config:read'],
  },
  {
    name: 'collect-knowledge',
    memoryMiB: LARGE, // a workbook is unpacked and read whole
    timeoutSeconds: 120,
    environment: ['JOBS_TABLE', 'DATA_BUCKET'],
    grants: ['knowledge:read', 'metadata:read', 'catalog:read', 'catalog:write'],
  },
  {
    name: 'introspect-source',
    memoryMiB: LARGE,
    timeoutSeconds: 900,
    environment: ['DATA_BUCKET', ...CONFIG],
    grants: ['catalog:read', 'catalog:write', 'config:read', 'database-secrets:read'],
  },
  {
    name: 'build-catalog',
    memoryMiB: LARGE,
    timeoutSeconds: 900,
    environment: ['DATA_BUCKET', ...CONFIG],
    grants: ['catalog:read', 'catalog:write', 'config:read', 'model:invoke', 'model-secrets:read'],
  },
  {
    name: 'build-value-index',
    memoryMiB: LARGE,
    timeoutSeconds: 900,
    environment: ['DATA_BUCKET', ...CONFIG],
    grants: ['catalog:read', 'catalog:write', 'config:read', 'database-secrets:read'],
  },
];

/** The task of that name; throws when there is none. */
export function taskNamed(name: string): TaskDefinition {
  const task = TASKS.find((candidate) => candidate.name === name);
  if (!task) throw new Error(`No task ${name}; known: ${TASKS.map((known) => known.name).join(', ')}.`);
  return task;
}
