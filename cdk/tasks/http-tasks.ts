import { CONFIG, LARGE, MEDIUM, SMALL, type TaskDefinition } from './task-definition.ts';

/** What API Gateway calls. */
export const HTTP_TASKS: readonly TaskDefinition[] = [
  {
    name: 'serve-http',
    memoryMiB: MEDIUM,
    timeoutSeconds: 29, // API Gateway gives up after 29 s
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG, 'QUESTION_MACHINE_ARN', 'VERIFY_MACHINE_ARN'],
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
      'verify-machine:run',
    ],
  },
  {
    name: 'serve-exports',
    memoryMiB: MEDIUM,
    timeoutSeconds: 29, // API Gateway gives up after 29 s
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG, 'EXPORT_MACHINE_ARN'],
    grants: [
      'jobs:read',
      'jobs:list',
      'jobs:create',
      'jobs:update',
      'config:read',
      'export-machine:run',
      'export-files:read',
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
    name: 'serve-subscriptions',
    memoryMiB: MEDIUM,
    timeoutSeconds: 29, // API Gateway gives up after 29 s
    environment: ['JOBS_TABLE', ...CONFIG, 'WEBHOOK_KEY_SECRET'],
    grants: ['jobs:read', 'jobs:list', 'jobs:create', 'jobs:update', 'config:read', 'webhook-key:read'],
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
    name: 'serve-reruns',
    memoryMiB: MEDIUM,
    timeoutSeconds: 29, // API Gateway gives up after 29 s
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG, 'QUESTION_MACHINE_ARN'],
    grants: [
      'jobs:read',
      'jobs:create',
      'jobs:update',
      'job-files:read',
      'job-files:write',
      'evidence:read',
      'evidence:write',
      'config:read',
      'question-machine:start',
    ],
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
    name: 'serve-health',
    memoryMiB: SMALL,
    timeoutSeconds: 10, // a look at a database takes two seconds at most
    environment: ['JOBS_TABLE', 'DATA_BUCKET', ...CONFIG],
    grants: ['jobs:read', 'catalog:read', 'config:read', 'database-secrets:read'],
  },
  {
    name: 'authorize-request',
    memoryMiB: SMALL,
    timeoutSeconds: 10,
    environment: ['JOBS_TABLE', ...CONFIG],
    grants: ['jobs:read', 'config:read'],
  },
];
