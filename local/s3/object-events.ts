import type { EventBuses } from '../eventbridge/bus.ts';
import type { LocalFauxqs, WrittenObject } from '../fauxqs/start-fauxqs.ts';
import type { LocalBucket } from '../template/resources/buckets.ts';
import { LOCAL_ACCOUNT } from '../template/site.ts';

/** Turns writes to the buckets that notify EventBridge into "Object Created" events. */
export function publishObjectEvents(
  fauxqs: LocalFauxqs,
  buckets: readonly LocalBucket[],
  buses: EventBuses,
): void {
  const notifying = new Set(buckets.filter((bucket) => bucket.notifies).map((bucket) => bucket.name));
  let sequence = 0;
  fauxqs.onObjectCreated((object) => {
    if (!notifying.has(object.bucket)) return;
    sequence += 1;
    const detail = objectCreated(object, sequence);
    // Accepted before the write is answered, so that a written object is always told of.
    buses.publish('default', {
      source: 'aws.s3',
      detailType: 'Object Created',
      detail,
      resources: [`arn:aws:s3:::${object.bucket}`],
    });
  });
}

function objectCreated({ bucket, key, size, etag }: WrittenObject, sequence: number): unknown {
  return {
    version: '0',
    bucket: { name: bucket },
    object: {
      key,
      size,
      etag,
      sequencer: (Date.now() * 1000 + (sequence % 1000)).toString(16).toUpperCase(),
    },
    'request-id': sequence.toString(36).padStart(16, '0').toUpperCase(),
    requester: LOCAL_ACCOUNT,
    'source-ip-address': '127.0.0.1',
    // S3 tells PutObject, CopyObject and CompleteMultipartUpload apart; our rules must not depend on it.
    reason: 'PutObject',
  };
}
