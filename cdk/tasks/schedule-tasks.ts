import { CONFIG, LARGE, MEDIUM, SMALL, type TaskDefinition } from './task-definition.ts';

/** Standing questions: what serves them over HTTP, and the states of their machine. */
export const SCHEDULE_TASKS: readonly TaskDefinition[] = [
  {
    name: 'serve-schedules',
    memoryMiB: MEDIUM,
    timeoutSeconds: 29, // API Gateway gives up after 29 s
    environment: [
      'JOBS_TABLE',
      ...CONFIG,
      'SCHEDULE_GROUP',
      'SCHEDULE_MACHINE_ARN',
      'SCHEDULE_ROLE_ARN',
      'SCHEDULE_LETTERS_ARN',
    ],
    grants: [
      'jobs:read',
      'jobs:list',
      'jobs:create',
      'jobs:update',
      'config:read',
      'schedules:create',
      'schedules:delete',
    ],
  },
  {
    name: 'open-scheduled-run',
    memoryMiB: SMALL,
    timeoutSeconds: 30,
    environment: ['JOBS_TABLE', ...CONFIG, 'SCHEDULE_GROUP'],
    grants: ['jobs:read', 'jobs:list', 'jobs:create', 'jobs:update', 'config:read', 'schedules:delete'],
  },
  {
    name: 'compare-answers',
    memoryMiB: LARGE, // all rows of an answer are held
    timeoutSeconds: 120,
    environment: ['JOBS_TABLE', 'DATA_BUCKET'],
    grants: ['jobs:read', 'jobs:update', 'job-files:read'],
  },
];
