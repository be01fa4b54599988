import type { LocalFauxqs } from '../fauxqs/start-fauxqs.ts';
import type { LocalBucket } from '../template/resources/buckets.ts';

const DAY_MS = 24 * 3_600_000;

/** Removes what the rules of a bucket say, as of this time, page by page: the next is looked at when asked for. */
export async function* removeExpiredObjects(
  fauxqs: Pick<LocalFauxqs, 'removeObjects' | 'abortUploads'>,
  { name: bucket, lifecycle = [] }: LocalBucket,
  now: Date,
): AsyncGenerator<void> {
  for (const { prefix, objectDays, uploadDays } of lifecycle) {
    if (uploadDays !== undefined)
      fauxqs.abortUploads({ bucket, prefix, before: daysBefore(now, uploadDays) });
    if (objectDays === undefined) continue;
    const old = { bucket, prefix, before: daysBefore(now, objectDays) };
    let after: string | undefined = '';
    while (after !== undefined) {
      after = fauxqs.removeObjects(old, after);
      yield;
    }
  }
}

/** S3 counts from the midnight (UTC) that follows. */
function daysBefore(now: Date, days: number): Date {
  return new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS - days * DAY_MS);
}
