import { createS3MultipartStore } from '../exports/s3-multipart-store.ts';
import { createSqsExportQueue } from '../exports/sqs-export-queue.ts';
import { newS3Client, newSqsClient } from '../platform/aws-clients.ts';

/** Where the files of exports are written: the bucket a function's environment names. */
export const exportFilesFrom = ({ DATA_BUCKET }: { readonly DATA_BUCKET: string }) =>
  createS3MultipartStore({ client: newS3Client(), bucket: DATA_BUCKET });

export const exportQueueAt = (url: string) => createSqsExportQueue({ client: newSqsClient(), url });
