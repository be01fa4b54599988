import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFauxqs } from '../../local/fauxqs/start-fauxqs.ts';
import { newS3Client } from '../../shared/platform/aws-clients.ts';
import { useAwsEndpoint } from './aws-environment.ts';
import type { TestBucket } from './fauxqs-bucket.ts';

/** One empty bucket of the local stack's S3, which also lists uploads that have begun. */
export async function startLocalBucket(): Promise<TestBucket> {
  const folder = mkdtempSync(join(tmpdir(), 'inquery-bucket-'));
  const server = await startFauxqs(folder, 0);
  server.createBuckets([{ name: 'test-bucket', notifies: false }]);
  useAwsEndpoint(server.url, 'S3');
  return {
    client: newS3Client(),
    bucket: 'test-bucket',
    stop: async () => {
      await server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
