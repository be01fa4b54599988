import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { describe, expect, it } from '@jest/globals';
import { startFauxqs } from '../../../../local/fauxqs/start-fauxqs.ts';
import { clientSettings } from '../support/aws-client-settings.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const Bucket = 'data-bucket';

async function withBucket<Result>(run: (s3: S3Client) => Promise<Result>, dir?: string): Promise<Result> {
  const server = await startFauxqs(dir ?? (await temporaryFolder()), 0);
  const s3 = new S3Client(clientSettings(server.url));
  try {
    server.createBuckets([{ name: Bucket, notifies: false }]);
    return await run(s3);
  } finally {
    s3.destroy();
    await server.close();
  }
}

const put = (s3: S3Client, Key: string, more = {}) =>
  s3.send(new PutObjectCommand({ Bucket, Key, Body: `body of ${Key}`, ...more }));

async function list(s3: S3Client, request: object) {
  const { Contents = [], CommonPrefixes = [] } = await s3.send(
    new ListObjectsV2Command({ Bucket, ...request }),
  );
  return { keys: Contents.map(({ Key }) => Key), prefixes: CommonPrefixes.map(({ Prefix }) => Prefix) };
}

describe('the objects of a bucket', () => {
  it('are told as they were written, by the process that wrote them and by the next', async () => {
    const dir = await temporaryFolder();
    const read = async (s3: S3Client) => {
      const { Body, ContentType, CacheControl, Metadata, ETag, ContentLength, LastModified } = await s3.send(
        new GetObjectCommand({ Bucket, Key: 'a' }),
      );
      const body = await Body?.transformToString();
      return { body, ContentType, CacheControl, Metadata, ETag, ContentLength, LastModified };
    };
    const about = { ContentType: 'text/csv', CacheControl: 'no-store', Metadata: { rows: '3' } };
    const first = await withBucket(async (s3) => {
      await put(s3, 'a', about);
      return read(s3);
    }, dir);
    const second = await withBucket(read, dir);

    expect(first).toMatchObject({ ...about, body: 'body of a', ContentLength: 9 });
    expect(second).toEqual(first);
  });

  it('are replaced and removed', async () => {
    const seen = await withBucket(async (s3) => {
      await put(s3, 'a');
      await put(s3, 'a', { Body: 'new' });
      const { ContentLength } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' }));
      await s3.send(new DeleteObjectCommand({ Bucket, Key: 'a' }));
      const gone = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a' })).catch(({ name }) => name);
      return [ContentLength, gone, await list(s3, {})];
    });

    expect(seen).toEqual([3, 'NotFound', { keys: [], prefixes: [] }]);
  });

  it('are listed by the bytes of their keys, by prefix, from a key on, and in pages', async () => {
    const keys = ['B', 'a', 'a/1', 'a/2', 'a/3/x', 'a/3/y', 'b', 'é'];
    const seen = await withBucket(async (s3) => {
      for (const key of keys.toReversed()) await put(s3, key);
      const first = await s3.send(new ListObjectsV2Command({ Bucket, MaxKeys: 3 }));
      return [
        await list(s3, {}),
        await list(s3, { Prefix: 'a/' }),
        await list(s3, { StartAfter: 'a/2' }),
        await list(s3, { ContinuationToken: first.NextContinuationToken }),
        await list(s3, { Prefix: 'c' }),
        first.IsTruncated,
      ];
    });

    expect(seen).toEqual([
      { keys, prefixes: [] },
      { keys: keys.slice(2, 6), prefixes: [] },
      { keys: keys.slice(4), prefixes: [] },
      { keys: keys.slice(3), prefixes: [] },
      { keys: [], prefixes: [] },
      true,
    ]);
  });

  it('are told by their common prefixes, each once', async () => {
    const seen = await withBucket(async (s3) => {
      for (const key of ['a', 'a/1', 'a/2', 'a/3/x', 'b/1', 'c']) await put(s3, key);
      return [
        await list(s3, { Delimiter: '/' }),
        await list(s3, { Delimiter: '/', Prefix: 'a/' }),
        await list(s3, { Delimiter: '/', StartAfter: 'a/' }),
      ];
    });

    expect(seen).toEqual([
      { keys: ['a', 'c'], prefixes: ['a/', 'b/'] },
      { keys: ['a/1', 'a/2'], prefixes: ['a/3/'] },
      { keys: ['c'], prefixes: ['b/'] },
    ]);
  });
});
