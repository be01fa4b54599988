import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { BatchLinks, SignedLink } from './batch-links.ts';

/** Links die with the credentials that sign them: those of a function live no longer. */
const LINK_SECONDS = 3_600;

export function createS3BatchLinks(
  { client, bucket }: { client: S3Client; bucket: string },
  now: () => number = Date.now,
): BatchLinks {
  const place = (key: string) => ({ Bucket: bucket, Key: key });
  const signed = async (command: GetObjectCommand | PutObjectCommand): Promise<SignedLink> => {
    const signingDate = new Date(now());
    const url = await getSignedUrl(client, command, { expiresIn: LINK_SECONDS, signingDate });
    return { url, expiresAt: new Date(signingDate.getTime() + LINK_SECONDS * 1000).toISOString() };
  };
  return {
    upload: (key) => signed(new PutObjectCommand(place(key))),
    download: (key, name) =>
      signed(
        new GetObjectCommand({
          ...place(key),
          ResponseContentDisposition: `attachment; filename="${name}"`,
        }),
      ),
  };
}
