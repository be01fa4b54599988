import { setTimeout as delay } from 'node:timers/promises';
import {
  CreateMultipartUploadCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
} from '@aws-sdk/client-s3';
import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { ExportMessage } from '../../../../shared/contracts/exports.ts';
import { type ExportWorker, startExportWorker } from '../../../support/export-worker.ts';
import { refuseParts } from '../../../support/refuse-parts.ts';

/** Some 20 MB: three parts. */
const LARGE = "SELECT n, repeat('x', 100) AS filler FROM generate_series(1, 190000) AS n";
const LARGE_ROWS = 190_000;
/** Goes on for as long as a test may need. */
const SLOW = "SELECT n, repeat('x', 10000), pg_sleep(0.002) FROM generate_series(1, 100000) AS n";

let worker: ExportWorker;

beforeAll(async () => {
  worker = await startExportWorker();
});

afterEach(() => {
  worker.events.length = 0;
  worker.postponed.length = 0;
  worker.hidden.length = 0;
});

afterAll(() => worker.close());

const found = async ({ export: { id } }: ExportMessage) => {
  const job = await worker.exports.find(id);
  if (!job) throw new Error('The export has no record.');
  return job;
};

/** Names of the export's files, and how many uploads are under way. */
async function stored({ export: { id } }: ExportMessage): Promise<{ files: string[]; uploads: number }> {
  const place = { Bucket: worker.bucket, Prefix: `exports/${id}/` };
  const { Contents = [] } = await worker.s3.send(new ListObjectsV2Command(place));
  const { Uploads = [] } = await worker.s3.send(new ListMultipartUploadsCommand(place));
  return { files: Contents.map(({ Key = '' }) => Key.replace(place.Prefix, '')), uploads: Uploads.length };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await delay(20);
}

const eventTypes = () => worker.events.map(({ detailType }) => detailType);

describe('The worker of exports', () => {
  it('makes a file, a READY record and an event', async () => {
    const message = await worker.submit('SELECT 1 AS a');

    await worker.deliver(message);

    const job = await found(message);
    expect(job).toMatchObject({ status: 'READY', attempt: 1, ending: { rows: 1 } });
    expect(job.ending?.files).toEqual([expect.objectContaining({ bytes: 4 })]);
    expect(await stored(message)).toEqual({
      files: [expect.stringMatching(/^1\/shop-.*\.csv$/)],
      uploads: 0,
    });
    expect(worker.events).toEqual([
      expect.objectContaining({
        detailType: 'Export Ready',
        detail: expect.objectContaining({ eventId: `${job.id}:READY`, rows: 1, bytes: 4 }),
      }),
    ]);
  });

  it('keeps the files, and tells, when it never hears that it has made the export READY', async () => {
    const message = await worker.submit('SELECT 1 AS a');
    worker.loseAnswerOf('finish');

    await worker.deliver(message);

    expect(await found(message)).toMatchObject({ status: 'READY', attempt: 1 });
    expect((await stored(message)).files).toHaveLength(1);
    expect(eventTypes()).toEqual(['Export Ready']);
  });

  it('lets the message come again soon when it never hears whether it has the lease', async () => {
    const message = await worker.submit('SELECT 1 AS a');
    worker.loseAnswerOf('takeLease');

    await expect(worker.deliver(message, { receiveCount: 2 })).rejects.toThrow('socket hang up');

    expect(worker.hidden).toEqual([15, 10]);
  });

  it('stores a part again that the bucket refused once', async () => {
    const message = await worker.submit(LARGE);
    const { refused, restore } = refuseParts(worker.s3, 1);

    await worker.deliver(message).finally(restore);

    expect(refused()).toBe(1);
    expect(await found(message)).toMatchObject({ status: 'READY', ending: { rows: LARGE_ROWS } });
    expect((await stored(message)).files).toHaveLength(1);
  });

  it('leaves nothing, and lets the message come again, when the bucket refuses every part', async () => {
    const message = await worker.submit(LARGE);
    const { restore } = refuseParts(worker.s3, Number.POSITIVE_INFINITY);

    await expect(worker.deliver(message).finally(restore)).rejects.toMatchObject({
      name: 'ServiceUnavailable',
    });

    expect(await found(message)).toMatchObject({
      status: 'RUNNING',
      lastError: { name: 'ServiceUnavailable' },
    });
    expect(await stored(message)).toEqual({ files: [], uploads: 0 });
    await worker.deliver(message, { receiveCount: 2 });
    expect(await found(message)).toMatchObject({ status: 'READY', attempt: 2 });
  });

  it('leaves nothing, and lets the message come again, when the connection to the database is cut', async () => {
    const message = await worker.submit(SLOW);

    const delivered = worker.deliver(message);
    delivered.catch(() => undefined);
    await until(async () => (await found(message)).rowsWritten > 0);
    await worker.postgres.admin(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'exporter' AND state = 'active'",
    );

    await expect(delivered).rejects.toMatchObject({ name: 'DatabaseUnavailable' });
    expect(await found(message)).toMatchObject({ lastError: { name: 'DatabaseUnavailable' } });
    expect(await stored(message)).toEqual({ files: [], uploads: 0 });
  });

  it('works once when a message is delivered twice at once: the second waits without being received again', async () => {
    const message = await worker.submit(LARGE);

    await Promise.all([worker.deliver(message), worker.deliver(message)]);

    expect(await found(message)).toMatchObject({ status: 'READY', attempt: 1 });
    expect(worker.postponed).toEqual([{ body: JSON.stringify(message), seconds: expect.closeTo(16, 0) }]);
    expect((await stored(message)).files).toHaveLength(1);
    expect(eventTypes()).toEqual(['Export Ready']);
  });

  it('repeats the event alone when an export that is ready comes again', async () => {
    const message = await worker.submit('SELECT 1 AS a');
    worker.failNextEvent();

    await expect(worker.deliver(message)).rejects.toThrow('The bus is down.');
    const { version, ...before } = await found(message);
    await worker.deliver(message, { receiveCount: 2 });

    expect(await found(message)).toEqual({ ...before, version });
    expect(eventTypes()).toEqual(['Export Ready']);
    expect((await stored(message)).files).toHaveLength(1);
  });

  it('stops, cancels the query and leaves nothing when the export is cancelled', async () => {
    const message = await worker.submit(SLOW);

    const delivered = worker.deliver(message);
    await until(async () => (await found(message)).rowsWritten > 0);
    await worker.exports.close(message.export.id, { status: 'CANCELLED', endedBy: 'caller' }, now());
    await delivered;

    expect((await found(message)).status).toBe('CANCELLED');
    expect(await stored(message)).toEqual({ files: [], uploads: 0 });
    expect(eventTypes()).toEqual([]);
    const active = "SELECT FROM pg_stat_activity WHERE usename = 'exporter' AND state = 'active'";
    await until(async () => (await worker.postgres.admin(active)).rowCount === 0);
  });

  it('stops when another has taken the export over, and leaves the message to it', async () => {
    const message = await worker.submit(SLOW);
    const { id } = message.export;

    const delivered = worker.deliver(message);
    delivered.catch(() => undefined);
    await until(async () => (await found(message)).rowsWritten > 0);
    const later = Date.now() + 3_600_000;
    await worker.exports.takeLease(id, { owner: 'another', until: later }, later);

    await expect(delivered).rejects.toMatchObject({ name: 'ExportStopped' });
    expect(await found(message)).toMatchObject({ status: 'RUNNING', attempt: 2 });
  });

  it('takes an export up whose worker is gone, once its lease is over, and clears what it left', async () => {
    const message = await worker.submit(LARGE);
    const { id } = message.export;
    const past = Date.now() - 60_000;
    await worker.exports.takeLease(id, { owner: 'gone', until: past }, past);
    await beginUpload(id);

    await worker.deliver(message);

    expect(await found(message)).toMatchObject({ status: 'READY', attempt: 2 });
    expect(await stored(message)).toEqual({ files: [expect.stringMatching(/^2\//)], uploads: 0 });
  });

  it('ends an export that no other attempt can mend, with the error', async () => {
    const message = await worker.submit('SELECT * FROM nothing_of_that_name');

    await worker.deliver(message);

    expect(await found(message)).toMatchObject({
      status: 'FAILED',
      ending: { error: { name: 'UnknownRelation' } },
    });
    expect(eventTypes()).toEqual(['Export Failed']);
  });

  it('stops before its function is ended, and says what to do instead', async () => {
    const message = await worker.submit(SLOW);

    await worker.deliver(message, { endsAt: performance.now() + 31_000 });

    const { status, ending } = await found(message);
    expect(status).toBe('FAILED');
    expect(ending?.error).toMatchObject({
      name: 'StatementTimeout',
      message: expect.stringContaining('Ask for less at a time'),
    });
    expect(await stored(message)).toEqual({ files: [], uploads: 0 });
  });

  it('has its whole time when the clock is set forward meanwhile', async () => {
    const message = await worker.submit(LARGE);
    const now = Date.now;
    const jumped = jest.spyOn(Date, 'now').mockImplementation(() => now() + 3_600_000);

    await worker.deliver(message).finally(() => jumped.mockRestore());

    expect(await found(message)).toMatchObject({ status: 'READY' });
  });

  it('writes a large result as several files and a manifest', async () => {
    const message = await worker.submit(LARGE, { maxBytesPerFile: 8_000_000 });

    await worker.deliver(message);

    const { files = [] } = (await found(message)).ending ?? {};
    expect(files.map(({ name }) => name.replace(/^shop-[\d-]{10}/, ''))).toEqual([
      '.csv',
      '-2.csv',
      '-3.csv',
      '-manifest.json',
    ]);
    expect(files.every(({ bytes }) => bytes <= 8_000_000)).toBe(true);
  });
});

const now = () => new Date().toISOString();

async function beginUpload(id: string): Promise<void> {
  const Key = `exports/${id}/1/shop.csv`;
  await worker.s3.send(new CreateMultipartUploadCommand({ Bucket: worker.bucket, Key }));
}
