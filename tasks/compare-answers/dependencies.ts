import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { objectsFrom } from '../../shared/adapters/aws-objects.ts';
import { schedulesFrom } from '../../shared/schedules/aws-schedules.ts';
import type { CompareRunPorts } from '../../shared/schedules/compare-run.ts';
import { readConfig } from './config.ts';

const config = readConfig();

export const ports: CompareRunPorts = {
  schedules: schedulesFrom(config),
  jobs: jobsFrom(config),
  objects: objectsFrom(config),
};
