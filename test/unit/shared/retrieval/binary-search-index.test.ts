import { describe, expect, it } from '@jest/globals';
import { createBinarySearchIndex } from '../../../../shared/retrieval/binary-search-index.ts';
import type { SearchDocument } from '../../../../shared/retrieval/search-index.ts';
import { describeSearchIndex } from '../../../support/describe-search-index.ts';
import { createMemoryObjectStore } from '../../../support/memory-object-store.ts';

describeSearchIndex('A binary file', async () => createBinarySearchIndex(createMemoryObjectStore()));

/** Every index is read back from its file, as by another process. */
describeSearchIndex('A binary file read anew', async () => {
  const objects = createMemoryObjectStore();
  return {
    build: (name, documents) => createBinarySearchIndex(objects).build(name, documents),
    search: (name, query) => createBinarySearchIndex(objects).search(name, query),
  };
});

const documents: SearchDocument[] = [
  {
    id: 'größe.naïve 表',
    parts: [{ name: 'name', text: 'größe', weight: 1 }],
    vector: Float32Array.of(1, 0),
  },
  { id: 'plain', parts: [{ name: 'name', text: 'größe plain', weight: 1 }] },
];
const query = { text: 'Größe', limit: 9 };

describe('createBinarySearchIndex', () => {
  it('reads a file once', async () => {
    const objects = createMemoryObjectStore();
    await createBinarySearchIndex(objects).build('shop', documents);
    const index = createBinarySearchIndex(objects);

    await index.search('shop', query);
    const found = await index.search('shop', query);

    expect(found?.hits.map(({ id }) => id)).toEqual(['größe.naïve 表', 'plain']);
    expect(objects.reads).toHaveLength(1);
  });

  it('keeps the sources asked last, and reads another again', async () => {
    const objects = createMemoryObjectStore();
    const index = createBinarySearchIndex(objects);
    for (let at = 0; at < 9; at++) await index.build(`source${at}`, documents);

    await index.search('source8', query);
    await index.search('source0', query);

    expect(objects.reads).toEqual(['source0.index']);
  });

  it.each([
    ['cut off', (bytes: Buffer) => bytes.subarray(0, -4)],
    ['of another format', (bytes: Buffer) => Buffer.concat([Buffer.from('{"a"'), bytes.subarray(4)])],
    ['empty', () => Buffer.alloc(0)],
  ])('knows no index where the file is %s', async (_, damage) => {
    const objects = createMemoryObjectStore();
    await createBinarySearchIndex(objects).build('shop', documents);
    objects.objects.set('shop.index', damage(objects.objects.get('shop.index') ?? Buffer.alloc(0)));

    expect(await createBinarySearchIndex(objects).search('shop', query)).toBeUndefined();
  });

  it('takes no vectors of different lengths', async () => {
    const mixed = [...documents, { id: 'x', parts: [], vector: Float32Array.of(1) }];

    await expect(createBinarySearchIndex(createMemoryObjectStore()).build('shop', mixed)).rejects.toThrow(
      'The vector of x has not 2 numbers.',
    );
  });
});
