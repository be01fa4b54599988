import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import type { MetadataFile, MetadataFiles } from './metadata-files.ts';

const folderOf = (source: string) => `metadata/${source}/`;

/** Metadata files in the data bucket. */
export function createS3MetadataFiles({
  client,
  bucket,
}: {
  client: S3Client;
  bucket: string;
}): MetadataFiles {
  return {
    list: async (source) => {
      const files: MetadataFile[] = [];
      let after: string | undefined;
      do {
        const command = new ListObjectsV2Command({
          Bucket: bucket,
          Prefix: folderOf(source),
          ContinuationToken: after,
        });
        const { Contents = [], NextContinuationToken } = await client.send(command);
        for (const { Key = '', ETag = '', Size = 0 } of Contents) {
          // Consoles make a folder by an empty object whose key ends in a slash.
          if (!Key.endsWith('/')) {
            files.push({ name: Key.slice(folderOf(source).length), etag: ETag, bytes: Size });
          }
        }
        after = NextContinuationToken;
      } while (after);
      return files.sort((a, b) => (a.name < b.name ? -1 : 1));
    },
    read: async (source, name) => {
      try {
        const Key = `${folderOf(source)}${name}`;
        return await (
          await client.send(new GetObjectCommand({ Bucket: bucket, Key }))
        ).Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
  };
}
