import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';

const REFUSAL =
  '<?xml version="1.0" encoding="UTF-8"?><Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>';

/** Answers the next so many parts with 503 on the wire, so that the client's own retry sees it. */
export function refuseParts({ config: { requestHandler } }: S3Client, times: number) {
  const { handle } = requestHandler;
  let refused = 0;
  requestHandler.handle = async (request, options) => {
    if (request.query.partNumber === undefined || refused >= times) {
      return handle.call(requestHandler, request, options);
    }
    refused += 1;
    const body = Readable.from([Buffer.from(REFUSAL)]);
    return { response: { statusCode: 503, headers: { 'content-type': 'application/xml' }, body } };
  };
  return {
    refused: () => refused,
    restore: () => {
      requestHandler.handle = handle;
    },
  };
}
