import type { S3Client } from '@aws-sdk/client-s3';
import { startFauxqs } from 'fauxqs';
import { newS3Client } from '../../shared/platform/aws-clients.ts';
import { useAwsEndpoint } from './aws-environment.ts';

export interface TestBucket {
  readonly client: S3Client;
  readonly bucket: string;
  stop(): Promise<void>;
}

/** One empty bucket of a real S3 server in this process. */
export async function startTestBucket(): Promise<TestBucket> {
  const server = await startFauxqs({ port: 0, logger: false });
  const { bucketName } = server.createBucket('test-bucket');
  useAwsEndpoint(`http://127.0.0.1:${server.port}`, 'S3');
  return { client: newS3Client(), bucket: bucketName, stop: () => server.stop() };
}
