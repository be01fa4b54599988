import { GetObjectCommand, NoSuchKey, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ObjectStore } from './object-store.ts';

export function createS3ObjectStore({ client, bucket }: { client: S3Client; bucket: string }): ObjectStore {
  const get = async (key: string, range?: string) => {
    try {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key, Range: range }));
      return Body;
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
  return {
    put: async (key, body, contentType) => {
      await client.send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: contentType }),
      );
    },
    getText: async (key) => (await get(key))?.transformToString('utf-8'),
    getBytes: async (key) => (await get(key))?.transformToByteArray(),
    getRange: async (key, start, end) =>
      end <= start ? '' : (await get(key, `bytes=${start}-${end - 1}`))?.transformToString('utf-8'),
  };
}
