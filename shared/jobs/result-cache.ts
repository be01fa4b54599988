import { Snapshot } from '../contracts/rows.ts';
import type { ObjectStore } from '../platform/object-store.ts';

/** The result noted under a key, unless it is `seconds` old. Its rows lie with the job that fetched them. */
export async function findResult(
  objects: Pick<ObjectStore, 'getText'>,
  key: string,
  seconds: number,
): Promise<Snapshot | undefined> {
  const text = await objects.getText(key);
  if (text === undefined) return undefined;
  const snapshot = Snapshot.parse(JSON.parse(text));
  return ageOf(snapshot) < seconds ? snapshot : undefined;
}

/** Notes a result for those who ask the same after this. */
export const noteResult = (objects: Pick<ObjectStore, 'put'>, key: string, snapshot: Snapshot) =>
  objects.put(key, JSON.stringify(snapshot), 'application/json');

/**
 * A noted result as one of a job of its own, whose rows last as long as that job's; it says how old they are.
 * Undefined when the rows are gone.
 */
export async function copyResult(
  objects: Pick<ObjectStore, 'getBytes' | 'put'>,
  noted: Snapshot,
  key: string,
): Promise<{ snapshot: Snapshot; written: Promise<void> } | undefined> {
  const rows = await objects.getBytes(noted.key);
  if (!rows) return undefined;
  const notices = [...(noted.notices ?? []), ageInWords(noted)];
  return { snapshot: { ...noted, key, notices }, written: objects.put(key, rows, 'application/x-ndjson') };
}

const ageOf = ({ ranAt }: Snapshot) => Math.max(0, Math.floor((Date.now() - Date.parse(ranAt)) / 1000));

function ageInWords(noted: Snapshot): string {
  const age = ageOf(noted);
  const seconds = `${age} ${age === 1 ? 'second' : 'seconds'}`;
  return `The rows are from ${noted.ranAt.slice(11, 19)} UTC, ${seconds} before this: the same query ran then, and its result was kept.`;
}
