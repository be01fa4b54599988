import type { Grant } from '../grants.ts';

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
  | 'VERIFY_MACHINE_ARN'
  | 'DELIVERY_QUEUE_URL'
  | 'WEBHOOK_KEY_SECRET'
  | 'SCHEDULE_GROUP'
  | 'SCHEDULE_MACHINE_ARN'
  | 'SCHEDULE_ROLE_ARN'
  | 'SCHEDULE_LETTERS_ARN';

/** One Lambda function: the folder in tasks/ it is made from, its size and what it may do. */
export interface TaskDefinition {
  readonly name: string;
  readonly memoryMiB: number;
  readonly timeoutSeconds: number;
  /** Exactly the variables the task's config.ts asks for. */
  readonly environment: readonly VariableName[];
  readonly grants: readonly Grant[];
}

export const CONFIG = ['CONFIG_BUCKET', 'CONFIG_KEY'] as const;

// Memory buys processor share: 1,769 MiB is one whole virtual processor. Loading and JSON take little; parsing
// SQL and reading the index take more.
export const SMALL = 512;
export const MEDIUM = 1024;
export const LARGE = 1769;

/** Above the longest model call the configuration allows (120 s). */
export const MODEL_SECONDS = 150;
