import { newS3Client } from '../platform/aws-clients.ts';
import { createS3ObjectStore } from '../platform/s3-object-store.ts';

/** Claim checks and catalogues in the bucket a function's environment names. */
export const objectsFrom = ({ DATA_BUCKET }: { readonly DATA_BUCKET: string }) =>
  createS3ObjectStore({ client: newS3Client(), bucket: DATA_BUCKET });
