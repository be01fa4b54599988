import { CONFIG, LARGE, MODEL_SECONDS, SMALL, type TaskDefinition } from './task-definition.ts';

/** Asks a model about a job, within its budgets, and keeps what was said. */
const modelTask = (name: string): TaskDefinition => ({
  name,
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
});

/** The states of the question machine. */
export const QUESTION_TASKS: readonly TaskDefinition[] = [
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
      'job-files:read', // changes of a replay
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
    grants: ['jobs:read', 'jobs:update', 'config:read', 'guardrail:apply'],
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
    name: 'check-sql',
    memoryMiB: LARGE,
    timeoutSeconds: 60,
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG],
    grants: [
      'jobs:read',
      'jobs:update',
      'results:read',
      'catalog:read',
      'config:read',
      'database-secrets:read',
    ],
  },
  {
    name: 'execute-query',
    memoryMiB: LARGE,
    timeoutSeconds: 660, // above the longest statement the configuration allows (600 s)
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG],
    grants: [
      'jobs:read',
      'jobs:update',
      'job-files:read', // rows that were kept
      'job-files:write',
      'results:read',
      'results:write',
      'catalog:read',
      'config:read',
      'database-secrets:read',
    ],
  },
  ...['generate-sql', 'reflect-sql', 'explain-answer', 'split-question', 'explain-factors'].map(modelTask),
];
