import { DeleteObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { collectKnowledge, type KnowledgePlaces } from '../../../../shared/catalog/collect-knowledge.ts';
import type { Knowledge } from '../../../../shared/catalog/knowledge.ts';
import { createKnowledgeStore } from '../../../../shared/catalog/knowledge-store.ts';
import type { MetadataFiles } from '../../../../shared/catalog/metadata-files.ts';
import { createS3MetadataFiles } from '../../../../shared/catalog/s3-metadata-files.ts';
import { startTestBucket, type TestBucket } from '../../../support/fauxqs-bucket.ts';
import { createMemoryObjectStore } from '../../../support/memory-object-store.ts';

let place: TestBucket;
let files: MetadataFiles;
let reads: string[];
let places: KnowledgePlaces;

const noEdits = { list: async () => [], put: async () => undefined, delete: async () => false };

beforeAll(async () => {
  place = await startTestBucket();
});

beforeEach(() => {
  reads = [];
  const stored = createS3MetadataFiles(place);
  files = {
    list: stored.list,
    read: async (source, name) => {
      reads.push(name);
      return stored.read(source, name);
    },
  };
  places = { files, glossary: noEdits, relationships: noEdits };
});

afterAll(() => place.stop());

const put = (source: string, name: string, Body: string) =>
  place.client.send(new PutObjectCommand({ Bucket: place.bucket, Key: `metadata/${source}/${name}`, Body }));
const GOOD = 'table,description\ncustomer,Who buys';
const tellingOf = ({ files: found }: Knowledge) =>
  found.map(({ name, entries, refused }) => [name, entries.length, refused]);

describe('collectKnowledge', () => {
  it('reads the files of its source, sorted by name, folders aside', async () => {
    await put('one', 'b.csv', GOOD);
    await put('one', 'deep/a.csv', GOOD);
    await put('one', '', ' ');
    await put('one-more', 'c.csv', GOOD);

    expect(tellingOf(await collectKnowledge('one', places))).toEqual([
      ['b.csv', 1, undefined],
      ['deep/a.csv', 1, undefined],
    ]);
  });

  it('reads again only what has changed', async () => {
    await put('two', 'a.csv', GOOD);
    await put('two', 'b.csv', GOOD);
    const before = await collectKnowledge('two', places);
    await put('two', 'b.csv', `${GOOD}\norders,What they buy`);
    reads = [];

    const after = await collectKnowledge('two', places, before);

    expect(reads).toEqual(['b.csv']);
    expect(tellingOf(after)).toEqual([
      ['a.csv', 1, undefined],
      ['b.csv', 2, undefined],
    ]);
  });

  it('keeps the last good version of a file that is refused, until it is good again', async () => {
    await put('three', 'a.csv', GOOD);
    const good = await collectKnowledge('three', places);
    await put('three', 'a.csv', 'table,description\n,Nobody');
    const bad = await collectKnowledge('three', places, good);
    reads = [];
    const still = await collectKnowledge('three', places, bad);
    await put('three', 'a.csv', `${GOOD}, and more`);
    const again = await collectKnowledge('three', places, still);

    expect(tellingOf(bad)).toEqual([['a.csv', 1, 'Row 2: table is empty.']]);
    expect(still).toEqual(bad);
    expect(tellingOf(again)).toEqual([['a.csv', 1, undefined]]);
  });

  it('has nothing of a file that was bad from the start, and forgets one that is gone', async () => {
    await put('four', 'bad.csv', 'nothing');
    await put('four', 'gone.csv', GOOD);
    const before = await collectKnowledge('four', places);
    await place.client.send(new DeleteObjectCommand({ Bucket: place.bucket, Key: 'metadata/four/gone.csv' }));

    const after = await collectKnowledge('four', places, before);

    expect(before.files).toHaveLength(2);
    expect(after.files.map(({ name, entries }) => [name, entries])).toEqual([['bad.csv', []]]);
  });

  it('refuses what is larger than any glossary without reading it', async () => {
    const large = { list: async () => [{ name: 'a.csv', etag: 'e', bytes: 10_000_001 }], read: files.read };

    const { files: found } = await collectKnowledge('five', { ...places, files: large });

    expect(found).toMatchObject([{ refused: 'It is larger than 10 MB.' }]);
    expect(reads).toEqual([]);
  });

  it('passes over a file that is gone by the time it is read', async () => {
    const fleeting = {
      ...places,
      files: { ...files, list: async () => [{ name: 'x.csv', etag: 'e', bytes: 1 }] },
    };

    expect((await collectKnowledge('six', fleeting)).files).toEqual([]);
  });

  it('comes back as it was stored', async () => {
    await put('seven', 'a.csv', GOOD);
    const knowledge = await collectKnowledge('seven', places);
    const store = createKnowledgeStore(createMemoryObjectStore());
    const isIntrospected = [await store.isIntrospected('seven')];

    await store.saveKnowledge('seven', knowledge);
    await store.saveIntrospected('seven', { tables: [], foreignKeys: [] });

    expect(await store.knowledge('seven')).toEqual(knowledge);
    expect(await store.introspected('seven')).toEqual({ tables: [], foreignKeys: [] });
    expect([...isIntrospected, await store.isIntrospected('seven')]).toEqual([false, true]);
  });
});
