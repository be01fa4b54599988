import { readEnvironment } from '../../shared/platform/environment.ts';

/** What this function reads from its environment; the template sets exactly these. */
export const ENVIRONMENT = ['JOBS_TABLE', 'DELIVERY_QUEUE_URL'] as const;

export const readConfig = () => readEnvironment(ENVIRONMENT);
