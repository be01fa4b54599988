import { CONFIG, LARGE, SMALL, type TaskDefinition } from './task-definition.ts';

/** The states of the catalogue machine. */
export const CATALOG_TASKS: readonly TaskDefinition[] = [
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
    grants: [
      'catalog:read',
      'catalog:write',
      'config:read',
      'model:invoke',
      'model-secrets:read',
      'database-secrets:read', // of a server with pgvector
    ],
  },
  {
    name: 'build-value-index',
    memoryMiB: LARGE,
    timeoutSeconds: 900,
    environment: ['DATA_BUCKET', ...CONFIG],
    grants: ['catalog:read', 'catalog:write', 'config:read', 'database-secrets:read'],
  },
];
