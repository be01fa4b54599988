import { CONFIG, LARGE, SMALL, type TaskDefinition } from './task-definition.ts';

/** The states of the batch machine. */
export const BATCH_TASKS: readonly TaskDefinition[] = [
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
];
