import { GetObjectCommand, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import type { ReadDocument } from './configuration-store.ts';

export function readS3Document(options: { client: S3Client; bucket: string; key: string }): ReadDocument {
  return async () => {
    try {
      const command = new GetObjectCommand({ Bucket: options.bucket, Key: options.key });
      const { Body, ETag, VersionId } = await options.client.send(command);
      const text = (await Body?.transformToString('utf-8')) ?? '';
      return { text, version: ETag ?? '', versionId: VersionId };
    } catch (error) {
      if (error instanceof NoSuchKey) return undefined;
      throw error;
    }
  };
}
