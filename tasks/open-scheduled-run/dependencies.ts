import { ulid } from 'ulid';
import { keysFrom } from '../../shared/adapters/aws-access.ts';
import { freshConfigurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { jobsFrom } from '../../shared/adapters/aws-jobs.ts';
import { schedulesFrom, stopperFrom } from '../../shared/schedules/aws-schedules.ts';
import type { OpenRunPorts } from '../../shared/schedules/open-run.ts';
import { readConfig } from './config.ts';

const config = readConfig();
const configuration = freshConfigurationFrom(config);

export const ports: OpenRunPorts = {
  schedules: schedulesFrom(config),
  jobs: jobsFrom(config),
  keys: keysFrom(config),
  configuration: async () => (await configuration.current()).value,
  scheduler: stopperFrom(config),
  newId: ulid,
  now: () => new Date(),
};
