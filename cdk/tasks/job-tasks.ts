import { SMALL, type TaskDefinition } from './task-definition.ts';

/** What keeps the job records true: the finaliser, the sweeper, the ledger. */
export const JOB_TASKS: readonly TaskDefinition[] = [
  {
    name: 'finalise-job',
    memoryMiB: SMALL,
    timeoutSeconds: 30,
    environment: ['JOBS_TABLE', 'EVENT_BUS', 'CATALOG_MACHINE_ARN'],
    grants: [
      'jobs:read',
      'open-jobs:list',
      'jobs:update',
      'verified-queries:list',
      'events:put',
      'catalog-machine:run',
    ],
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
    environment: [
      'JOBS_TABLE',
      'EVENT_BUS',
      'QUESTION_MACHINE_ARN',
      'EXPORT_MACHINE_ARN',
      'CATALOG_MACHINE_ARN',
    ],
    grants: [
      'jobs:read',
      'jobs:list',
      'jobs:update',
      'events:put',
      'machines:restart',
      'catalog-machine:run',
      'executions:look',
    ],
  },
];
