import { ulid } from 'ulid';
import { configurationFrom } from '../../shared/adapters/aws-configuration.ts';
import { newEngines } from '../../shared/adapters/aws-engines.ts';
import { publisherFor } from '../../shared/adapters/aws-events.ts';
import { exportFilesFrom, exportQueueAt } from '../../shared/adapters/aws-export-files.ts';
import { exportsFrom } from '../../shared/adapters/aws-exports.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';
import type { WorkerPorts } from './ports.ts';

const config = readConfig();

export const ports: WorkerPorts = {
  exports: exportsFrom(config),
  queue: exportQueueAt(config.EXPORT_QUEUE_URL),
  store: exportFilesFrom(config),
  engineFor: newEngines(),
  configuration: configurationFrom(config),
  publish: publisherFor(config),
  logger: newLogger({ task: 'export-query' }),
  retentionDays: Number(config.EXPORT_RETENTION_DAYS),
  newOwner: ulid,
};
