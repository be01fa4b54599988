import { GetObjectCommand, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { contentDisposition } from './content-disposition.ts';
import type { SignedLink, SignedLinks } from './signed-links.ts';

/** Links die with the credentials that sign them: those of a function live no longer. */
const LONGEST_LINK_SECONDS = 3_600;

/** Links to objects of a bucket, signed with the credentials of whoever makes them. */
export function createS3SignedLinks(
  { client, bucket }: { readonly client: S3Client; readonly bucket: string },
  seconds: number = LONGEST_LINK_SECONDS,
): SignedLinks {
  const signed = async (command: GetObjectCommand | PutObjectCommand): Promise<SignedLink> => {
    const signingDate = new Date();
    const url = await getSignedUrl(client, command, { expiresIn: seconds, signingDate });
    return { url, expiresAt: new Date(signingDate.getTime() + seconds * 1000).toISOString() };
  };
  return {
    upload: (key) => signed(new PutObjectCommand({ Bucket: bucket, Key: key })),
    download: (key, name) =>
      signed(
        new GetObjectCommand({
          Bucket: bucket,
          Key: key,
          ResponseContentDisposition: contentDisposition(name),
        }),
      ),
  };
}
