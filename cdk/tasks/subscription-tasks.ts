import { CONFIG, SMALL, type TaskDefinition } from './task-definition.ts';

/** What tells subscribers. */
export const SUBSCRIPTION_TASKS: readonly TaskDefinition[] = [
  {
    name: 'notify-subscribers',
    memoryMiB: SMALL,
    timeoutSeconds: 30,
    environment: ['JOBS_TABLE', 'DELIVERY_QUEUE_URL'],
    grants: ['jobs:list', 'jobs:create', 'delivery-queue:send'],
  },
  {
    name: 'deliver-webhook',
    memoryMiB: SMALL,
    timeoutSeconds: 30, // a receiver has 10 s
    environment: ['JOBS_TABLE', ...CONFIG, 'EVENT_BUS', 'DELIVERY_QUEUE_URL', 'WEBHOOK_KEY_SECRET'],
    grants: [
      'jobs:read',
      'jobs:update',
      'config:read',
      'webhook-key:read',
      'delivery-queue:send',
      'events:put',
    ],
  },
];
