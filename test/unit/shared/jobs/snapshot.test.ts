import { describe, expect, it } from '@jest/globals';
import { PAGE_ROWS } from '../../../../shared/contracts/rows.ts';
import { readPage, readRows, writeSnapshot } from '../../../../shared/jobs/snapshot.ts';
import { createMemoryObjectStore } from '../../../support/memory-object-store.ts';

const columns = [{ name: 'word', type: 'text' }];
const RAN_AT = '2026-01-02T03:04:05.000Z';

function rowsOf(count: number): string[][] {
  return Array.from({ length: count }, (_, index) => [`größe 🙂 ${index}\nnext line`]);
}

async function snapshotOf(rows: string[][]) {
  const objects = createMemoryObjectStore();
  const { snapshot, written } = writeSnapshot(
    objects,
    { jobId: 'J1' },
    { columns, rows, truncated: true },
    RAN_AT,
  );
  await written;
  return { objects, snapshot };
}

describe('a snapshot', () => {
  it('says what it holds and when it was taken', async () => {
    const { snapshot } = await snapshotOf(rowsOf(3));

    expect(snapshot).toMatchObject({ rowCount: 3, truncated: true, ranAt: RAN_AT, columns });
    expect(snapshot.key).toContain('J1');
  });

  it.each([
    ['one row', 1, [1, 0]],
    ['a full page', PAGE_ROWS, [PAGE_ROWS, 0]],
    ['a page and a row', PAGE_ROWS + 1, [PAGE_ROWS, 1, 0]],
    ['two full pages', 2 * PAGE_ROWS, [PAGE_ROWS, PAGE_ROWS, 0]],
    ['no rows', 0, [0, 0]],
  ])('falls into pages: %s', async (_, count, sizes) => {
    const { objects, snapshot } = await snapshotOf(rowsOf(count));

    const pages = await Promise.all(sizes.map((__, page) => readPage(objects, snapshot, page)));

    expect(pages.map((page) => page?.length)).toEqual(sizes);
    expect(pages.flat()).toEqual(rowsOf(count));
  });

  it('keeps every kind of value', async () => {
    const objects = createMemoryObjectStore();
    const rows = [[null, true, 1.5, '9007199254740993', 'NaN', [1, [null, 'a']], { a: { b: 'c' } }]];
    const { snapshot } = writeSnapshot(objects, { jobId: 'J1' }, { columns, rows, truncated: false }, RAN_AT);

    expect(await readPage(objects, snapshot, 0)).toEqual(rows);
  });

  it('has no page before the first', async () => {
    const { objects, snapshot } = await snapshotOf(rowsOf(3));

    expect(await readPage(objects, snapshot, -1)).toEqual([]);
  });

  it('has no pages once it is removed', async () => {
    const { objects, snapshot } = await snapshotOf(rowsOf(3));
    objects.objects.clear();

    expect(await readPage(objects, snapshot, 0)).toBeUndefined();
  });

  it.each([
    ['inside one page', 3, 5],
    ['across pages', PAGE_ROWS - 2, 5],
    ['of several pages', 1, 2 * PAGE_ROWS],
    ['up to the end', 2 * PAGE_ROWS + 1, 50],
    ['past the end', 900, 5],
    ['none at all', 3, 0],
  ])('gives any rows by one read at most: %s', async (_, from, limit) => {
    const { objects, snapshot } = await snapshotOf(rowsOf(2 * PAGE_ROWS + 10));

    const rows = await readRows(objects, snapshot, from, limit);

    expect(rows).toEqual(rowsOf(2 * PAGE_ROWS + 10).slice(from, from + limit));
    expect(objects.reads.length).toBeLessThanOrEqual(1);
  });
});
