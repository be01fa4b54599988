import { PutObjectCommand, type S3Client, S3ServiceException } from '@aws-sdk/client-s3';

/** Writes an object unless there is one of that key; false when there is. */
export type WriteOnce = (key: string, body: string, contentType: string) => Promise<boolean>;

/** S3 answers so where the object is there, and where another write of it is under way. */
const REFUSED = [409, 412];

export function createWriteOnce({ client, bucket }: { client: S3Client; bucket: string }): WriteOnce {
  return async (key, body, contentType) => {
    const place = { Bucket: bucket, Key: key, IfNoneMatch: '*' };
    try {
      await client.send(new PutObjectCommand({ ...place, Body: body, ContentType: contentType }));
      return true;
    } catch (error) {
      const status = error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined;
      if (status !== undefined && REFUSED.includes(status)) return false;
      throw error;
    }
  };
}
