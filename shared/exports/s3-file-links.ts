import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { contentDisposition } from './content-disposition.ts';
import type { LinkToFile } from './file-links.ts';

/** Links to objects of a bucket, signed with the credentials of whoever makes them. */
export function createFileLinks(
  { client, bucket }: { client: S3Client; bucket: string },
  seconds: number,
  now: () => number = Date.now,
): LinkToFile {
  return async (key, name) => {
    const command = new GetObjectCommand({
      Bucket: bucket,
      Key: key,
      ResponseContentDisposition: contentDisposition(name),
    });
    const signingDate = new Date(now());
    const url = await getSignedUrl(client, command, { expiresIn: seconds, signingDate });
    return { url, expiresAt: new Date(signingDate.getTime() + seconds * 1000).toISOString() };
  };
}
