import type { S3Client } from '@aws-sdk/client-s3';

/** Lets the bucket answer the next so many parts with 503; nearest to the wire, so that the client's own retry sees it. */
export function refuseParts(client: S3Client, times: number) {
  let refused = 0;
  const name = 'refuse-parts';
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (args) => {
        if (commandName !== 'UploadPartCommand' || refused >= times) return next(args);
        refused += 1;
        const metadata = { httpStatusCode: 503 };
        throw Object.assign(new Error('Please reduce your request rate.'), {
          name: 'SlowDown',
          $metadata: metadata,
        });
      },
    { step: 'deserialize', name, priority: 'low' },
  );
  return { refused: () => refused, restore: () => client.middlewareStack.remove(name) };
}
