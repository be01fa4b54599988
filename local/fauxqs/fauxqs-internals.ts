import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { type BuildAppOptions, buildApp, type SpyMessage } from 'fauxqs';
import { StateFileError } from '../state-file-error.ts';
import { type ListRequest, listObjects } from './list-objects.ts';
import { StoredBuckets } from './stored-objects.ts';
import { keepMessagesTrue, type MessageFile } from './whole-messages.ts';
import { keepUploadsTrue } from './whole-uploads.ts';

type Stores = NonNullable<BuildAppOptions['stores']>;
type SqsStore = Stores['sqsStore'];
type S3Store = Stores['s3Store'];

/** fauxqs' SQLite file. */
interface Persistence extends MessageFile {
  readonly db: DatabaseSync;
  transaction(work: () => void): void;
  loadS3Objects(): void;
  load(sqs: SqsStore, sns: Stores['snsStore'], s3: S3Store): void;
  close(): void;
}

export interface FauxqsStores extends Stores {
  readonly persistence: Persistence;
  /** A failure of the file as a StateFileError; any other as it is. */
  nameFailure(error: unknown): unknown;
}

export { buildApp, type SpyMessage };

/**
 * Opens fauxqs' stores on a data folder. Its own start function would listen on every address and offers
 * no hook for writes, so the stores come from its modules (the version is pinned) and we listen ourselves.
 * Throws a StateFileError.
 */
export async function openStores(dataDir: string): Promise<FauxqsStores> {
  const [{ SqsStore }, { SnsStore }, { S3Store }, { PersistenceManager }] = await Promise.all(
    ['sqs/sqsStore.js', 'sns/snsStore.js', 's3/s3Store.js', 'persistence.js'].map(
      (path) => import(new URL(`../../node_modules/fauxqs/dist/${path}`, import.meta.url).href),
    ),
  );
  // The classes come untyped from a computed path; these are the types fauxqs gives them.
  const stores: Stores = { sqsStore: new SqsStore(), snsStore: new SnsStore(), s3Store: new S3Store() };
  const nameFailure = (error: unknown) =>
    Object(error).code === 'ERR_SQLITE_ERROR'
      ? new StateFileError('The store of objects and queues', join(dataDir, 'fauxqs.db'), error)
      : error;
  try {
    return { ...stores, persistence: load(stores, new PersistenceManager(dataDir)), nameFailure };
  } catch (error) {
    throw nameFailure(error);
  }
}

function load(stores: Stores, persistence: Persistence): Persistence {
  // Committed writes survive a killed process, not a power cut: an fsync each would cost milliseconds.
  persistence.db.exec('PRAGMA synchronous = NORMAL');
  // Whoever had received a message went with the process before: nobody will delete it.
  persistence.db.exec('UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL');
  persistence.transaction = (work) => transact(persistence.db, work);
  leaveObjectsInFile(stores.s3Store, persistence);
  showMessagesAgain(persistence);
  keepMessagesTrue(stores.sqsStore, persistence);
  persistence.load(stores.sqsStore, stores.snsStore, stores.s3Store);
  keepUploadsTrue(stores.s3Store, persistence.db);
  attach(stores, persistence);
  return persistence;
}

/** fauxqs would roll back in any case, and so hide why SQLite has done it by itself, as on a full disk. */
function transact(file: DatabaseSync, work: () => void): void {
  file.exec('BEGIN');
  try {
    work();
    file.exec('COMMIT');
  } catch (error) {
    if (file.isTransaction) file.exec('ROLLBACK');
    throw error;
  }
}

/** fauxqs would null the receive count too, which its own table refuses: a message shown again at once was lost. */
function showMessagesAgain(persistence: Persistence): void {
  const show = persistence.db.prepare(
    'UPDATE sqs_messages SET receipt_handle = NULL, visibility_deadline = NULL WHERE message_id = ?',
  );
  persistence.updateMessageReady = (messageId) => void show.run(messageId);
}

/** fauxqs would keep what it knows of every object in memory, and sort all of a bucket to list a few. */
function leaveObjectsInFile(store: S3Store, persistence: Persistence): void {
  const buckets = new StoredBuckets(persistence.db);
  // A map of buckets by name, each a map of objects, in this pinned version; its types call it private.
  Reflect.set(store, 'buckets', buckets);
  persistence.loadS3Objects = () => {};
  const listAll = store.listObjects.bind(store);
  store.listObjects = (bucket, request?: ListRequest) => {
    const stored = buckets.get(bucket);
    // It has the error for a bucket that is not there.
    return stored ? listObjects(stored, request) : listAll(bucket, request);
  };
}

function attach({ sqsStore, s3Store }: Stores, persistence: Persistence): void {
  // fauxqs types its persistence by a class it does not export.
  const provider = persistence as unknown as NonNullable<SqsStore['persistence']>;
  sqsStore.persistence = provider;
  for (const queue of sqsStore.allQueues()) queue.persistence = provider;
  s3Store.persistence = provider;
}
