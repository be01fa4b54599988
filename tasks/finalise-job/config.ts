import { readEnvironment } from '../../shared/platform/environment.ts';

/** What this function reads from its environment; the template sets exactly these. */
export const ENVIRONMENT = ['JOBS_TABLE', 'EVENT_BUS', 'CATALOG_MACHINE_ARN'] as const;

export const readConfig = () => readEnvironment(ENVIRONMENT);
