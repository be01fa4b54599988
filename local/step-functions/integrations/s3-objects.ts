import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import type { MapObjects } from './ports.ts';

/** Objects in S3. The SDK's commands are loaded with the first call, to start quickly. */
export function s3Objects(client: S3Client): MapObjects {
  return {
    async get(place, abortSignal) {
      const { GetObjectCommand } = await import('@aws-sdk/client-s3');
      const { Body } = await client.send(new GetObjectCommand(place), { abortSignal });
      if (Body instanceof Readable) return Body;
      throw new Error(`s3://${place.Bucket}/${place.Key} has no body that can be read as a stream`);
    },
    async put(place, body) {
      const { PutObjectCommand } = await import('@aws-sdk/client-s3');
      await client.send(new PutObjectCommand({ ...place, Body: body, ContentType: 'application/json' }));
    },
  };
}
