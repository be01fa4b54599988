import type { RowDifference } from '../contracts/difference.ts';
import type { Row, Snapshot } from '../contracts/rows.ts';
import type { ObjectStore } from '../platform/object-store.ts';
import { readRows } from './snapshot.ts';

/** Rows of each side that are compared, and those of a difference that are shown. */
const MOST_COMPARED = 1_000;
const MOST_SHOWN = 20;

/** How two results differ; undefined where one of them is not, or no longer, kept. */
export async function compareRows(
  before: Snapshot | undefined,
  after: Snapshot | undefined,
  objects: Pick<ObjectStore, 'getRange'>,
): Promise<RowDifference> {
  if (!before || !after) return undefined;
  const [old, now] = await Promise.all(
    [before, after].map((snapshot) => readRows(objects, snapshot, 0, MOST_COMPARED)),
  );
  if (!old || !now) return undefined;
  const [names, newNames] = [before, after].map(({ columns }) => columns.map(({ name }) => name));
  const added = without(now, old);
  const removed = without(old, now);
  return {
    same: added.length + removed.length === 0,
    ...{ before: before.rowCount, after: after.rowCount },
    columns: { added: without(newNames ?? [], names ?? []), removed: without(names ?? [], newNames ?? []) },
    common: now.length - added.length,
    ...{ added: added.slice(0, MOST_SHOWN), removed: removed.slice(0, MOST_SHOWN) },
    ...{ addedCount: added.length, removedCount: removed.length },
    complete: [before, after].every(({ rowCount, truncated }) => rowCount <= MOST_COMPARED && !truncated),
  };
}

/** What of a list is not in the other, each as often as it is there more. */
function without<T extends Row | string>(list: readonly T[], others: readonly T[]): T[] {
  const left = new Map<string, number>();
  for (const other of others) {
    const text = JSON.stringify(other);
    left.set(text, (left.get(text) ?? 0) + 1);
  }
  return list.filter((each) => {
    const text = JSON.stringify(each);
    const count = left.get(text) ?? 0;
    left.set(text, count - 1);
    return count <= 0;
  });
}
