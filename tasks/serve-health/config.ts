import { readEnvironment } from '../../shared/platform/environment.ts';

/** What this function reads from its environment; the template sets exactly these. */
export const ENVIRONMENT = ['JOBS_TABLE', 'DATA_BUCKET', 'CONFIG_BUCKET', 'CONFIG_KEY'] as const;

export const readConfig = () => readEnvironment(ENVIRONMENT);
