import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { ledgerFrom } from '../../shared/adapters/aws-steps.ts';
import { readConfig } from './config.ts';

const config = readConfig();

export const jobs = jobsFrom(config);
export const ledger = ledgerFrom(config);
