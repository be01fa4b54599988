import type { DatabaseSync } from 'node:sqlite';
import type { BuildAppOptions } from 'fauxqs';

type S3Store = NonNullable<BuildAppOptions['stores']>['s3Store'];
type Upload = Parameters<S3Store['restoreMultipartUpload']>[0];

/**
 * fauxqs changes what it has of an upload in memory before the write to its file that may fail, as on a full disk.
 * This takes that back, so that a caller who hears of the failure finds everything as it was and may call again.
 */
export function keepUploadsTrue(store: S3Store, file: DatabaseSync): void {
  // A map of uploads by their id, in this pinned version; its types call it private.
  const uploads = Reflect.get(store, 'multipartUploads') as Map<string, Upload>;
  const { createMultipartUpload, uploadPart, completeMultipartUpload, abortMultipartUpload } = store;
  store.createMultipartUpload = (...request) => {
    const before = uploads.size;
    return orTakenBack(
      () => createMultipartUpload.apply(store, request),
      () => {
        const begun = [...uploads.keys()].at(-1);
        if (uploads.size > before && begun !== undefined) uploads.delete(begun);
      },
    );
  };
  store.uploadPart = (uploadId, number, ...part) => {
    const kept = uploads.get(uploadId)?.parts;
    const before = kept?.get(number);
    return orTakenBack(
      () => uploadPart.call(store, uploadId, number, ...part),
      () => (before ? kept?.set(number, before) : kept?.delete(number)),
    );
  };
  const parts = file.prepare('SELECT * FROM s3_multipart_parts WHERE upload_id = ?');
  store.completeMultipartUpload = (uploadId, specifications) =>
    orTakenBack(
      () => completeMultipartUpload.call(store, uploadId, specifications),
      () => {
        const kept = uploads.get(uploadId)?.parts;
        for (const row of parts.all(uploadId))
          if (kept && !kept.has(Number(row.part_number))) restore(kept, row);
      },
    );
  store.abortMultipartUpload = (uploadId) => {
    const upload = uploads.get(uploadId);
    orTakenBack(
      () => abortMultipartUpload.call(store, uploadId),
      () => upload && store.restoreMultipartUpload(upload),
    );
  };
}

function restore(parts: Upload['parts'], row: Readonly<Record<string, unknown>>): void {
  const partNumber = Number(row.part_number);
  parts.set(partNumber, {
    partNumber,
    // A BLOB column comes as bytes.
    body: Buffer.from(row.body as Uint8Array),
    etag: String(row.etag),
    lastModified: new Date(String(row.last_modified)),
    ...(typeof row.checksum_value === 'string' && { checksumValue: row.checksum_value }),
  });
}

function orTakenBack<T>(work: () => T, takeBack: () => unknown): T {
  try {
    return work();
  } catch (error) {
    takeBack();
    throw error;
  }
}
