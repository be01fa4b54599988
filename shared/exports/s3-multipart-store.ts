import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  ListMultipartUploadsCommand,
  NoSuchUpload,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { InqueryError } from '../platform/inquery-error.ts';
import { isTransient } from '../platform/transient-failure.ts';
import type { ExportFolder, MultipartStore } from './multipart-store.ts';

/** Parts and files in a bucket. The client repeats a part that the bucket refused. */
export function createS3MultipartStore({
  client,
  bucket,
}: {
  client: S3Client;
  bucket: string;
}): MultipartStore & ExportFolder {
  const place = { Bucket: bucket };
  return {
    begin: (key, ContentType) =>
      stored(async () => {
        const command = new CreateMultipartUploadCommand({ ...place, Key: key, ContentType });
        const { UploadId, $metadata } = await client.send(command);
        if (!UploadId) throw new Error('The bucket gave the upload no id.');
        // A try whose reply got lost has begun an upload that nobody knows of.
        if (($metadata.attempts ?? 1) > 1) await abortOthers(client, bucket, key, UploadId);
        return { key, uploadId: UploadId };
      }),
    putPart: ({ key, uploadId }, PartNumber, Body) =>
      stored(async () => {
        const command = new UploadPartCommand({ ...place, Key: key, UploadId: uploadId, PartNumber, Body });
        const { ETag } = await client.send(command);
        if (!ETag) throw new Error('The bucket gave the part no tag.');
        return ETag;
      }),
    complete: ({ key, uploadId }, tags) =>
      stored(async () => {
        const Parts = tags.map((ETag, index) => ({ ETag, PartNumber: index + 1 }));
        const upload = { ...place, Key: key, UploadId: uploadId, MultipartUpload: { Parts } };
        await client.send(new CompleteMultipartUploadCommand(upload));
      }),
    abort: ({ key, uploadId }) => abort(client, bucket, key, uploadId),
    put: (key, body, ContentType) =>
      stored(async () => {
        await client.send(new PutObjectCommand({ ...place, Key: key, Body: body, ContentType }));
      }),
    clear: async (prefix, keep) => {
      await abortUploads(client, bucket, prefix);
      await deleteObjects(client, bucket, prefix, keep);
    },
  };
}

/** What a caller is told says nothing of buckets and keys; the log has the cause. */
async function stored<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    const name = isTransient(cause) ? 'ServiceUnavailable' : 'Internal';
    throw new InqueryError(name, 'The files of the export could not be stored.', { cause });
  }
}

async function abort(client: S3Client, Bucket: string, Key: string, UploadId: string): Promise<void> {
  try {
    await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));
  } catch (error) {
    if (!(error instanceof NoSuchUpload)) throw error;
  }
}

/** All uploads of a key but one. */
function abortOthers(client: S3Client, bucket: string, key: string, uploadId: string): Promise<void> {
  return abortUploads(client, bucket, key, (upload) => upload.Key === key && upload.UploadId !== uploadId);
}

async function abortUploads(
  client: S3Client,
  Bucket: string,
  Prefix: string,
  isMeant: (upload: ListedUpload) => boolean = () => true,
): Promise<void> {
  let marker: { KeyMarker?: string; UploadIdMarker?: string } | undefined = {};
  while (marker) {
    const page: ListedUploads = await client.send(
      new ListMultipartUploadsCommand({ Bucket, Prefix, ...marker }),
    );
    for (const { Key, UploadId } of (page.Uploads ?? []).filter(isMeant)) {
      if (Key && UploadId) await abort(client, Bucket, Key, UploadId);
    }
    marker = page.IsTruncated
      ? {
          ...(page.NextKeyMarker && { KeyMarker: page.NextKeyMarker }),
          ...(page.NextUploadIdMarker && { UploadIdMarker: page.NextUploadIdMarker }),
        }
      : undefined;
  }
}

interface ListedUpload {
  readonly Key?: string;
  readonly UploadId?: string;
}

interface ListedUploads {
  readonly Uploads?: readonly ListedUpload[];
  readonly IsTruncated?: boolean;
  readonly NextKeyMarker?: string;
  readonly NextUploadIdMarker?: string;
}

async function deleteObjects(
  client: S3Client,
  Bucket: string,
  Prefix: string,
  keep: string | undefined,
): Promise<void> {
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix })) {
    for (const { Key } of Contents) {
      if (Key && (keep === undefined || !Key.startsWith(keep))) {
        await client.send(new DeleteObjectCommand({ Bucket, Key }));
      }
    }
  }
}
