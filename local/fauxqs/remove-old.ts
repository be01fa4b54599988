import type { FauxqsStores } from './fauxqs-internals.ts';
import { uploadsOf } from './list-uploads.ts';

type S3Store = FauxqsStores['s3Store'];

/** What lies below a prefix and is older than that. */
export interface OldObjects {
  readonly bucket: string;
  readonly prefix: string;
  readonly before: Date;
}

/** Few enough that whoever calls meanwhile does not notice. */
const PAGE = 100;

/** See LocalFauxqs. Nothing comes between looking at an object and removing it. */
export function removeObjects(
  store: S3Store,
  { bucket, prefix, before }: OldObjects,
  after: string,
): string | undefined {
  const { objects, isTruncated } = store.listObjects(bucket, { prefix, startAfter: after, maxKeys: PAGE });
  for (const { key, lastModified } of objects) {
    if (lastModified < before) store.deleteObject(bucket, key);
  }
  return isTruncated ? objects.at(-1)?.key : undefined;
}

/** See LocalFauxqs. */
export function abortUploads(store: S3Store, { bucket, prefix, before }: OldObjects): void {
  for (const { uploadId, initiated, ...upload } of [...uploadsOf(store).values()]) {
    const isOld = upload.bucket === bucket && upload.key.startsWith(prefix) && initiated < before;
    if (isOld) store.abortMultipartUpload(uploadId);
  }
}
