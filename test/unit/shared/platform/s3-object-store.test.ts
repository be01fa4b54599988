import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readS3Document } from '../../../../shared/platform/s3-configuration.ts';
import { createS3ObjectStore } from '../../../../shared/platform/s3-object-store.ts';
import { startTestBucket, type TestBucket } from '../../../support/fauxqs-bucket.ts';

let place: TestBucket;

beforeAll(async () => {
  place = await startTestBucket();
});

afterAll(() => place.stop());

describe('createS3ObjectStore', () => {
  it('gives back text as it was put, whatever its letters', async () => {
    const store = createS3ObjectStore(place);

    await store.put('jobs/1/a b+c.json', '{"größe":"🙂"}', 'application/json');

    expect(await store.getText('jobs/1/a b+c.json')).toBe('{"größe":"🙂"}');
  });

  it('gives back bytes as they were put', async () => {
    const store = createS3ObjectStore(place);
    const bytes = Uint8Array.from([0, 255, 10, 128]);

    await store.put('vectors', bytes, 'application/octet-stream');

    expect([...((await store.getBytes('vectors')) ?? [])]).toEqual([0, 255, 10, 128]);
  });

  it('replaces what is there', async () => {
    const store = createS3ObjectStore(place);

    await store.put('twice', 'first', 'text/plain');
    await store.put('twice', 'second', 'text/plain');

    expect(await store.getText('twice')).toBe('second');
  });

  it('reads from the first byte up to, not including, the last', async () => {
    const store = createS3ObjectStore(place);
    await store.put('range', '0123456789', 'text/plain');

    expect(await store.getRange('range', 2, 5)).toBe('234');
    expect(await store.getRange('range', 4, 4)).toBe('');
  });

  it('has nothing under a key nobody wrote', async () => {
    const store = createS3ObjectStore(place);

    expect(await store.getText('none')).toBeUndefined();
    expect(await store.getBytes('none')).toBeUndefined();
    expect(await store.getRange('none', 0, 5)).toBeUndefined();
  });

  it('throws when the bucket is not there', async () => {
    const store = createS3ObjectStore({ client: place.client, bucket: 'no-such-bucket' });

    await expect(store.getText('a')).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });
});

describe('readS3Document', () => {
  it('gives a new version when the document changes, and the same one when not', async () => {
    const store = createS3ObjectStore(place);
    const read = readS3Document({ ...place, key: 'config.json' });
    await store.put('config.json', '{"a":1}', 'application/json');
    const first = await read();
    const again = await read();
    await store.put('config.json', '{"a":2}', 'application/json');
    const second = await read();

    expect(first?.version).toMatch(/\w/);
    expect(again).toEqual(first);
    expect(second?.text).toBe('{"a":2}');
    expect(second?.version).not.toBe(first?.version);
  });

  it('finds no document where none was put', async () => {
    expect(await readS3Document({ ...place, key: 'absent.json' })()).toBeUndefined();
  });
});
