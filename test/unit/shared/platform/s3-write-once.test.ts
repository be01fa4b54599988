import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createS3ObjectStore } from '../../../../shared/platform/s3-object-store.ts';
import { createWriteOnce } from '../../../../shared/platform/s3-write-once.ts';
import type { TestBucket } from '../../../support/fauxqs-bucket.ts';
import { startLocalBucket } from '../../../support/local-bucket.ts';

let place: TestBucket;

beforeAll(async () => {
  place = await startLocalBucket();
});

afterAll(() => place.stop());

describe('An object written once', () => {
  it('stays as it was first written', async () => {
    const writeOnce = createWriteOnce(place);

    const writes = [
      await writeOnce('evidence/1.json', 'first', 'application/json'),
      await writeOnce('evidence/1.json', 'second', 'application/json'),
    ];

    expect(writes).toEqual([true, false]);
    expect(await createS3ObjectStore(place).getText('evidence/1.json')).toBe('first');
  });

  it('fails where the bucket is not there', async () => {
    const writeOnce = createWriteOnce({ ...place, bucket: 'no-bucket' });

    await expect(writeOnce('a', 'b', 'text/plain')).rejects.toThrow();
  });
});
