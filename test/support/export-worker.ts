import type { S3Client } from '@aws-sdk/client-s3';
import { ulid } from 'ulid';
import { Configuration } from '../../shared/contracts/configuration.ts';
import { ExportInput, type ExportMessage } from '../../shared/contracts/exports.ts';
import { createEngines } from '../../shared/engines/postgres-engines.ts';
import type { ExportQueue } from '../../shared/exports/export-queue.ts';
import { createS3MultipartStore } from '../../shared/exports/s3-multipart-store.ts';
import { createDynamodbExportStore } from '../../shared/jobs/dynamodb-export-store.ts';
import type { ExportStore } from '../../shared/jobs/export-store.ts';
import type { PublishedEvent } from '../../shared/notifications/eventbridge-publisher.ts';
import type { Delivery, WorkerPorts } from '../../tasks/export-query/ports.ts';
import { workOnExport } from '../../tasks/export-query/work-on-export.ts';
import { createFakeLogger } from './fake-logger.ts';
import { startLocalBucket } from './local-bucket.ts';
import { startTestPostgres, type TestPostgres } from './postgres-server.ts';
import { sha256Of } from './sha256-of.ts';
import { createTemporaryJobsTable } from './temporary-jobs-table.ts';
import { validDocument } from './valid-configuration.ts';

export interface ExportWorker {
  readonly postgres: TestPostgres;
  readonly s3: S3Client;
  readonly bucket: string;
  readonly exports: ExportStore;
  /** What was put on the bus. */
  readonly events: PublishedEvent[];
  /** What became of messages that were not just deleted: hidden again, or sent as a copy. */
  readonly postponed: { readonly body: string; readonly seconds: number }[];
  /** A new export of this SQL, its message ready to be delivered. */
  submit(sql: string, options?: object): Promise<ExportMessage>;
  /** Delivers a message once; throws when it would come again. A queue may be given that is a real one. */
  deliver(message: ExportMessage, change?: Partial<Delivery>, queue?: ExportQueue): Promise<void>;
  /** How long the messages were hidden again, in seconds. */
  readonly hidden: number[];
  /** The next time the record is written so, the write is made and its answer gets lost. */
  loseAnswerOf(write: 'takeLease' | 'finish'): void;
  /** The next time an event is put on the bus, the bus is down. */
  failNextEvent(): void;
  close(): Promise<void>;
}

/** The worker over a real database, a real bucket and a real table. */
export async function startExportWorker(): Promise<ExportWorker> {
  const [postgres, files, jobs] = [
    await startTestPostgres(),
    await startLocalBucket(),
    await createTemporaryJobsTable(),
  ];
  await postgres.admin("CREATE ROLE exporter LOGIN PASSWORD 'exporter'");
  const exports = createDynamodbExportStore(jobs);
  const configuration = Configuration.parse(documentFor());
  const events: PublishedEvent[] = [];
  const postponed: ExportWorker['postponed'] = [];
  const hidden: number[] = [];
  let busIsDown = false;
  const losing = losingAnswers(exports);
  const ports: WorkerPorts = {
    exports: losing.exports,
    queue: {
      hideFor: async (_, seconds) => void hidden.push(seconds),
      sendCopy: async (body, seconds) => void postponed.push({ body, seconds }),
    },
    store: createS3MultipartStore(files),
    engineFor: createEngines(async () => postgres.secretOf('exporter', 'exporter')),
    configuration: {
      current: async () => ({ value: configuration, version: '1', loadedAt: new Date().toISOString() }),
    },
    publish: async (event) => {
      if (busIsDown) {
        busIsDown = false;
        throw new Error('The bus is down.');
      }
      events.push(event);
    },
    logger: createFakeLogger().logger,
    retentionDays: 7,
    newOwner: ulid,
  };
  return {
    ...{ postgres, s3: files.client, bucket: files.bucket, exports, events, postponed, hidden },
    loseAnswerOf: losing.next,
    submit: (sql, options = {}) => submit(exports, sql, options),
    deliver: (message, change, queue = ports.queue) =>
      workOnExport({ ...delivery(message), ...change }, { ...ports, queue }),
    failNextEvent: () => {
      busIsDown = true;
    },
    close: async () => {
      await Promise.all([postgres.dispose(), files.stop(), jobs.close()]);
    },
  };
}

/** The store, whose next answer to one of its writes can be made to get lost. */
function losingAnswers(exports: ExportStore) {
  let lost: string | undefined;
  const loseIf = async <T>(name: string, written: Promise<T>): Promise<T> => {
    const answer = await written;
    if (lost !== name) return answer;
    lost = undefined;
    throw new Error('socket hang up');
  };
  const losing: ExportStore = {
    ...exports,
    takeLease: (...given) => loseIf('takeLease', exports.takeLease(...given)),
    finish: (...given) => loseIf('finish', exports.finish(...given)),
  };
  return {
    exports: losing,
    next: (write: 'takeLease' | 'finish') => {
      lost = write;
    },
  };
}

function documentFor(): object {
  const { sources, ...document } = validDocument();
  return { ...document, sources: { shop: { ...sources.shop, schemas: ['public'], tls: 'disable' } } };
}

function delivery(message: ExportMessage): Delivery {
  const endsAt = performance.now() + 900_000;
  return { body: JSON.stringify(message), receiptHandle: 'r', receiveCount: 1, endsAt };
}

async function submit(exports: ExportStore, sql: string, options: object): Promise<ExportMessage> {
  const id = ulid();
  const asked = ExportInput.parse({
    ...{ id, source: 'shop', sql, options, principalId: 'ana', roles: ['analyst'], attributes: {} },
    askedAt: new Date().toISOString(),
  });
  await exports.create(
    {
      ...{ id, kind: 'export', status: 'SUBMITTED', version: 1, asked, createdAt: asked.askedAt },
      ...{ attempt: 0, rowsWritten: 0, bytesWritten: 0, steps: [] },
    },
    36_500,
  );
  return { export: asked, sql, sha256: sha256Of(sql), estimatedRows: 1_000 };
}
