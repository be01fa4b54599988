import { readEnvironment } from '../../shared/platform/environment.ts';

/** What this function reads from its environment; the template sets exactly these. */
export const ENVIRONMENT = [
  'JOBS_TABLE',
  'DATA_BUCKET',
  'CONFIG_BUCKET',
  'CONFIG_KEY',
  'EVENT_BUS',
  'EXPORT_QUEUE_URL',
  'EXPORT_RETENTION_DAYS',
] as const;

export const readConfig = () => readEnvironment(ENVIRONMENT);
