import type { AddressInfo } from 'node:net';
import type { LocalBucket } from '../template/resources/buckets.ts';
import type { LocalQueue } from '../template/resources/queues.ts';
import { answerFailures } from './answer-failures.ts';
import { acceptAnyContentType } from './any-content-type.ts';
import { buildApp, type FauxqsStores, openStores, type SpyMessage } from './fauxqs-internals.ts';
import { listUploads } from './list-uploads.ts';
import { type LocalQueues, queuesOf } from './local-queues.ts';
import { refuseOverwrite } from './refuse-overwrite.ts';
import { abortUploads, type OldObjects, removeObjects } from './remove-old.ts';

/** An object that was written, as S3's events describe it. */
export interface WrittenObject {
  readonly bucket: string;
  readonly key: string;
  readonly size: number;
  readonly etag: string;
}

export interface QueueLoad {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
  readonly oldestSentAt?: number;
}

/** S3 and SQS on one loopback port. */
export interface LocalFauxqs {
  readonly url: string;
  /** Calls SQS from within this process. */
  readonly queues: LocalQueues;
  createBuckets(buckets: readonly LocalBucket[]): void;
  createQueues(queues: readonly LocalQueue[]): void;
  /** How many messages a queue has now, and when the oldest of them was sent (ms since the epoch). */
  queueLoad(name: string): QueueLoad;
  /** Removes old objects among a page of them; gives the page's last key, undefined when there is no further page. */
  removeObjects(old: OldObjects, after: string): string | undefined;
  /** Drops uploads that began before. */
  abortUploads(old: OldObjects): void;
  /** Calls the listener after every object written. */
  onObjectCreated(listener: (object: WrittenObject) => void): void;
  close(): Promise<void>;
}

export async function startFauxqs(dataDir: string, port: number): Promise<LocalFauxqs> {
  const stores = await openStores(dataDir);
  // No host name: queue URLs then carry the address the caller used.
  stores.sqsStore.host = '';
  const app = buildApp({ logger: false, stores });
  acceptAnyContentType(app);
  answerFailures(app, stores);
  app.addHook('preClose', async () => stores.persistence.close());
  app.addHook('onRequest', async ({ method, url }, reply) => {
    const listed = listUploads(stores.s3Store, method, url);
    if (listed) return reply.type('application/xml').send(listed);
  });
  // By callback: nothing comes between looking and writing.
  app.addHook('preHandler', (request, reply, go) => {
    const refused = refuseOverwrite(stores.s3Store, request);
    if (refused) reply.code(412).type('application/xml').send(refused);
    else go();
  });
  await app.listen({ port, host: '127.0.0.1' });
  app.server.keepAliveTimeout = 60_000;
  // A TCP server that listens has an AddressInfo, never a pipe name.
  const address = app.server.address() as AddressInfo;
  const url = `http://127.0.0.1:${address.port}`;
  return {
    url,
    queues: await queuesOf(stores),
    createBuckets: (buckets) => named(stores, () => createBuckets(stores, buckets)),
    createQueues: (queues) => named(stores, () => createQueues(stores, queues)),
    queueLoad: (name) => queueLoad(stores, name),
    removeObjects: (old, after) => named(stores, () => removeObjects(stores.s3Store, old, after)),
    abortUploads: (old) => named(stores, () => abortUploads(stores.s3Store, old)),
    onObjectCreated: (listener) => listen(stores, listener),
    close: () => app.close(),
  };
}

function named<T>({ nameFailure }: FauxqsStores, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw nameFailure(error);
  }
}

function createBuckets({ s3Store }: FauxqsStores, buckets: readonly LocalBucket[]): void {
  for (const { name } of buckets) if (!s3Store.hasBucket(name)) s3Store.createBucket(name);
}

/** Queues keep their messages over a restart and take the attributes the template has now. */
function createQueues({ sqsStore }: FauxqsStores, queues: readonly LocalQueue[]): void {
  for (const { name, url, arn, attributes } of queues) {
    const existing = sqsStore.getQueueByName(name);
    if (existing) existing.setAttributes({ RedrivePolicy: '', ...attributes });
    else sqsStore.createQueue(name, url, arn, { ...attributes });
  }
}

function queueLoad({ sqsStore }: FauxqsStores, name: string): QueueLoad {
  const {
    messages = [],
    inflightMessages = new Map(),
    delayedMessages = [],
  } = sqsStore.getQueueByName(name) ?? {};
  const inFlight = [...inflightMessages.values()].map(({ message }) => message);
  let oldestSentAt: number | undefined;
  for (const { sentTimestamp } of [...messages, ...inFlight, ...delayedMessages]) {
    if (oldestSentAt === undefined || sentTimestamp < oldestSentAt) oldestSentAt = sentTimestamp;
  }
  const counts = {
    visible: messages.length,
    inFlight: inFlight.length,
    delayed: delayedMessages.length,
  };
  return { ...counts, ...(oldestSentAt !== undefined && { oldestSentAt }) };
}

function listen({ s3Store }: FauxqsStores, listener: (object: WrittenObject) => void): void {
  const spy = {
    addMessage: (message: SpyMessage) => {
      if (message.service !== 's3' || message.status !== 'uploaded') return;
      const { bucket, key } = message;
      const { contentLength: size, etag } = s3Store.headObject(bucket, key);
      listener({ bucket, key, size, etag: etag.replaceAll('"', '') });
    },
  };
  // fauxqs calls nothing of its spy but addMessage.
  s3Store.spy = spy as unknown as NonNullable<typeof s3Store.spy>;
}
