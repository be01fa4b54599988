import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { EntryFile, type KeyRange } from '../../../../local/dynamodb/entry-file.ts';
import { watchDisk } from '../../../support/full-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const KEYS = Array.from({ length: 300 }, (_, index) => `item~${String(index).padStart(3, '0')}`);

async function withFile<Result>(run: (file: EntryFile) => Result): Promise<Result> {
  const file = new EntryFile(join(await temporaryFolder(), 'tables.sqlite'));
  try {
    return run(file);
  } finally {
    file.close();
  }
}

const filled = (run: (file: EntryFile) => unknown) =>
  withFile((file) => {
    file.change(KEYS.toReversed().map((key) => ({ type: 'put', key, value: { key } })));
    return run(file);
  });

describe('the file of the entries of DynamoDB', () => {
  it.each<[string, KeyRange, string[]]>([
    ['all', {}, KEYS],
    ['all backwards', { reverse: true }, KEYS.toReversed()],
    ['those between two keys', { gt: 'item~010', lt: 'item~200' }, KEYS.slice(11, 200)],
    ['those from one key to another', { gte: 'item~010', lte: 'item~200' }, KEYS.slice(10, 201)],
    [
      'those from one key to another backwards',
      { gte: 'item~010', lte: 'item~200', reverse: true },
      KEYS.slice(10, 201).toReversed(),
    ],
    ['so many as are asked for', { gt: 'item~010', limit: 100 }, KEYS.slice(11, 111)],
    ['none where none are asked for', { limit: 0 }, []],
    ['a whole page and no more', { limit: 64 }, KEYS.slice(0, 64)],
    ['none of an empty range', { gte: 'item~3', lt: 'item~4' }, []],
  ])('reads %s, however many pages these are', async (_what, range, expected) => {
    const found = await filled((file) => [[...file.keys(range)], [...file.values(range)]]);

    expect(found).toEqual([expected, expected.map((key) => ({ key }))]);
  });

  it('orders keys by their bytes', async () => {
    const keys = await withFile((file) => {
      for (const key of ['b', 'é', 'a\u0000', 'Z', '\u{1F600}', '\uFFFD', 'a']) file.put(key, 1);
      return [...file.keys()];
    });

    expect(keys).toEqual(['Z', 'a', 'a\u0000', 'b', 'é', '\uFFFD', '\u{1F600}']);
  });

  it('changes nothing while the disk is full, names the file, and goes on with room again', async () => {
    const dir = await temporaryFolder();
    const path = join(dir, 'tables.sqlite');
    const disk = watchDisk(dir);
    const file = new EntryFile(path);
    disk.release();
    try {
      const large = 'x'.repeat(100_000);
      const change = () =>
        file.change([
          { type: 'put', key: 'small', value: 2 },
          { type: 'put', key: 'large', value: large },
        ]);
      file.put('small', 1);
      disk.turn(true);
      expect(change).toThrow(`${path}, could not be used: database or disk is full. Make room`);
      expect([file.get('small'), file.get('large')]).toEqual([1, undefined]);
      disk.turn(false);
      change();
      expect([file.get('small'), file.get('large')]).toEqual([2, large]);
    } finally {
      file.close();
    }
    const reopened = new EntryFile(path);
    expect(reopened.get('small')).toBe(2);
    reopened.close();
  });

  it('makes all of several changes or none', async () => {
    const found = await withFile((file) => {
      file.put('a', 1);
      const circle: unknown[] = [];
      circle.push(circle);
      const change = () =>
        file.change([
          { type: 'del', key: 'a' },
          { type: 'put', key: 'b', value: circle },
        ]);
      expect(change).toThrow();
      return [file.get('a'), file.get('b')];
    });

    expect(found).toEqual([1, undefined]);
  });
});
