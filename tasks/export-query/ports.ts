import type { EngineFor } from '../../shared/engines/postgres-engines.ts';
import type { ExportQueue } from '../../shared/exports/export-queue.ts';
import type { ExportFolder, MultipartStore } from '../../shared/exports/multipart-store.ts';
import type { ExportStore } from '../../shared/jobs/export-store.ts';
import type { Publish } from '../../shared/notifications/eventbridge-publisher.ts';
import type { ConfigurationStore } from '../../shared/platform/configuration-store.ts';
import type { Logger } from '../../shared/platform/logger.ts';

/** What the worker uses; dependencies.ts makes the real ones. */
export interface WorkerPorts {
  readonly exports: Pick<
    ExportStore,
    'takeLease' | 'recordProgress' | 'giveUp' | 'finish' | 'close' | 'find'
  >;
  readonly queue: ExportQueue;
  readonly store: MultipartStore & ExportFolder;
  readonly engineFor: EngineFor;
  readonly configuration: Pick<ConfigurationStore, 'current'>;
  readonly publish: Publish;
  readonly logger: Logger;
  readonly retentionDays: number;
  /** Names this worker's lease; never the same twice. */
  readonly newOwner: () => string;
}

/** One delivery of a message. */
export interface Delivery {
  readonly body: string;
  readonly receiptHandle: string;
  /** How often the message has been delivered, this time included. */
  readonly receiveCount: number;
  /** When the function is ended, by `performance.now()`, which goes on evenly when somebody sets the clock. */
  readonly endsAt: number;
}
