import { publisherFor } from '../../shared/adapters/aws-events.ts';
import { exportFilesFrom, exportQueueAt } from '../../shared/adapters/aws-export-files.ts';
import { exportsFrom } from '../../shared/adapters/aws-exports.ts';
import { newLogger } from '../../shared/platform/logger.ts';
import { readConfig } from './config.ts';

const config = readConfig();

export const exports = exportsFrom(config);
export const store = exportFilesFrom(config);
/** Where the messages lie afterwards, for a person to look at and to redrive. */
export const letters = exportQueueAt(config.EXPORT_LETTERS_QUEUE_URL);
export const publish = publisherFor(config);
export const logger = newLogger({ task: 'fail-export' });
