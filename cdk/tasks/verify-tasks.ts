import { CONFIG, LARGE, MODEL_SECONDS, type TaskDefinition } from './task-definition.ts';

/** The states of the machine that keeps verified queries. */
export const VERIFY_TASKS: readonly TaskDefinition[] = [
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
];
