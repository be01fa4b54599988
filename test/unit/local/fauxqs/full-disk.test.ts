import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListPartsCommand,
  PutObjectCommand,
  S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type LocalFauxqs, startFauxqs } from '../../../../local/fauxqs/start-fauxqs.ts';
import { type FullDisk, watchDisk } from '../../../support/full-disk.ts';
import { clientSettings } from '../support/aws-client-settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const Bucket = 'data-bucket';
const object = { Bucket, Key: 'jobs/1/rows.json' };
const ARN = 'arn:aws:sqs:us-east-1:000000000000';

let file: string;
let disk: FullDisk;
let server: LocalFauxqs;
let s3: S3Client;
let sqs: SQSClient;

beforeEach(async () => {
  const dir = await temporaryFolder();
  file = join(dir, 'fauxqs.db');
  disk = watchDisk(dir);
  server = await startFauxqs(dir, 0);
  disk.release();
  server.createBuckets([{ name: Bucket, notifies: false }]);
  const queue = (name: string, attributes: Record<string, string>) => ({
    ...{ name, arn: `${ARN}:${name}`, url: `${server.url}/000000000000/${name}`, attributes },
  });
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: `${ARN}:letters`, maxReceiveCount: 1 });
  server.createQueues([queue('letters', {}), queue('work', { RedrivePolicy, VisibilityTimeout: '0' })]);
  // Callers repeat on their own what answers 500: here one try is looked at.
  const settings = { ...clientSettings(server.url), maxAttempts: 1 };
  s3 = new S3Client(settings);
  sqs = new SQSClient({ ...settings, useQueueUrlAsEndpoint: false });
});

afterEach(async () => {
  s3.destroy();
  sqs.destroy();
  await server.close();
});

/** What is done while such a write finds no room on the disk. */
async function whileFull<T>(write: string, work: () => Promise<T>): Promise<T> {
  const other = new DatabaseSync(file);
  other.exec(
    `CREATE TRIGGER full BEFORE ${write} BEGIN SELECT RAISE(ABORT, 'database or disk is full'); END`,
  );
  try {
    return await work();
  } finally {
    other.exec('DROP TRIGGER full');
    other.close();
  }
}

const INTERNAL = { name: 'InternalError', $metadata: expect.objectContaining({ httpStatusCode: 500 }) };
const workUrl = () => `${server.url}/000000000000/work`;
const receive = async (name: string) => {
  const QueueUrl = `${server.url}/000000000000/${name}`;
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
  return Messages.map(({ Body }) => Body);
};
const beginUpload = async () =>
  (await s3.send(new CreateMultipartUploadCommand(object))).UploadId ?? 'no upload';
const uploads = async () => (await s3.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads ?? [];

describe('S3 on a full disk', () => {
  it('answers 500 with the file for the object that has no room, and takes it with room again', async () => {
    const put = () => s3.send(new PutObjectCommand({ ...object, Body: '[[1]]' }));
    await whileFull('INSERT ON s3_objects', () => expect(put()).rejects.toMatchObject(INTERNAL));
    await whileFull('INSERT ON s3_objects', () => expect(put()).rejects.toThrow(file));
    await put();

    const { Body } = await s3.send(new GetObjectCommand(object));
    expect(await Body?.transformToString()).toBe('[[1]]');
  });

  it('begins no upload that its caller does not know of', async () => {
    await whileFull('INSERT ON s3_multipart_uploads', () =>
      expect(beginUpload()).rejects.toMatchObject(INTERNAL),
    );
    expect(await uploads()).toEqual([]);
  });

  it('has no part that its caller does not know of, and keeps the one before', async () => {
    const UploadId = await beginUpload();
    const send = (Body: string, PartNumber = 1) =>
      s3.send(new UploadPartCommand({ ...object, UploadId, PartNumber, Body }));
    const { ETag } = await send('good');
    await whileFull('INSERT ON s3_multipart_parts', async () => {
      await expect(send('again')).rejects.toMatchObject(INTERNAL);
      await expect(send('another', 2)).rejects.toMatchObject(INTERNAL);
    });

    const { Parts } = await s3.send(new ListPartsCommand({ ...object, UploadId }));
    expect(Parts).toEqual([{ PartNumber: 1, ETag, Size: 4 }]);
  });

  it('says so of an upload that could not be completed, and keeps its parts', async () => {
    const UploadId = await beginUpload();
    const part = { ...object, UploadId, PartNumber: 1 };
    const whole = 'the only part '.repeat(10_000);
    const { ETag } = await s3.send(new UploadPartCommand({ ...part, Body: whole }));
    const MultipartUpload = { Parts: [{ PartNumber: 1, ETag }] };
    const complete = () =>
      s3.send(new CompleteMultipartUploadCommand({ ...object, UploadId, MultipartUpload }));
    disk.turn(true);
    await expect(complete()).rejects.toMatchObject(INTERNAL);
    await expect(complete()).rejects.toThrow('database or disk is full');
    disk.turn(false);
    await complete();

    const { Body } = await s3.send(new GetObjectCommand(object));
    expect(await Body?.transformToString()).toBe(whole);
  });

  it('keeps an upload that could not be aborted', async () => {
    const UploadId = await beginUpload();
    const abort = () => s3.send(new AbortMultipartUploadCommand({ ...object, UploadId }));
    await whileFull('DELETE ON s3_multipart_uploads', () => expect(abort()).rejects.toMatchObject(INTERNAL));
    expect(await uploads()).toHaveLength(1);
    await abort();
    expect(await uploads()).toEqual([]);
  });
});

describe('SQS on a full disk', () => {
  it('answers 500 for the message that has no room', async () => {
    const send = () => sqs.send(new SendMessageCommand({ QueueUrl: workUrl(), MessageBody: 'lost' }));
    await whileFull('INSERT ON sqs_messages', () => expect(send()).rejects.toMatchObject(INTERNAL));
    expect(await receive('work')).toEqual([]);
  });

  it('goes on to show messages', async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl: workUrl(), MessageBody: 'one' }));
    expect(await whileFull('UPDATE ON sqs_messages', () => receive('work'))).toEqual(['one']);
  });

  it('leaves a message where it is that the dead letters cannot take', async () => {
    await sqs.send(new SendMessageCommand({ QueueUrl: workUrl(), MessageBody: 'failed' }));
    expect(await receive('work')).toEqual(['failed']);
    await whileFull('INSERT ON sqs_messages', () => receive('work'));
    expect(server.queueLoad('work').visible).toBe(1);
    expect(await receive('work')).toEqual([]);
    expect(await receive('letters')).toEqual(['failed']);
  });
});
