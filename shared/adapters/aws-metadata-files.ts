import { createS3MetadataFiles } from '../catalog/s3-metadata-files.ts';
import { newS3Client } from '../platform/aws-clients.ts';

/** Metadata files in the bucket a function's environment names. */
export const metadataFilesFrom = ({ DATA_BUCKET }: { readonly DATA_BUCKET: string }) =>
  createS3MetadataFiles({ client: newS3Client(), bucket: DATA_BUCKET });
