import { CONFIG, LARGE, SMALL, type TaskDefinition } from './task-definition.ts';

/** What writes exports, and what ends those that could not be written. */
export const EXPORT_TASKS: readonly TaskDefinition[] = [
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
];
